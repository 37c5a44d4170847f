import type { StepContext } from "../StepContext.js";

/**
 * What an instruction does behind its constant price and the check of the stack's height.
 * @param opcode Which of a family it is.
 * @returns Whether the frame goes on or has ended as the instruction says; false when it halts.
 */
export type Handler = (step: StepContext, opcode: number) => boolean;
