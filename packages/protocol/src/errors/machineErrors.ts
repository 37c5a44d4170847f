import type { ErrorEntry } from "./ErrorEntry.js";

/** The part of the registry that belongs to the dispute machine. */
export const machineErrors = {
  MACHINE_INPUT_WRONG: {
    doc: "The dispute machine was not given what a hash of its state stands for.",
    sentence: "The machine needs {what} with the hash {hash} and was given none or another.",
    next: "Give it the state, the batch and the block's receipts that the trace's leaf is of.",
    exitCode: 1,
  },
  MACHINE_STEP_UNKNOWN: {
    doc: "A step of the dispute machine was asked for that it never makes.",
    sentence: "The machine has no step {step}: {problem}.",
    next: "Ask for a step from 0 to 2^24.",
    exitCode: 1,
  },
} as const satisfies Record<string, ErrorEntry>;
