import type { Hex } from "../bytes/Hex.js";
import { boundaryWords } from "./boundaryWords.js";
import { machineHash } from "./machineHash.js";
import type { MachinePhase } from "./machinePhases.js";

/**
 * The state with which a step of the trace begins, and its end: a phase, a leaf, and zeros (spec/dispute.md,
 * DISPUTE-31, DISPUTE-32).
 * @param phase `begin` with the leaf before the step, `done` with the leaf behind it.
 * @param leaf What traceLeafHash gives.
 * @example const first = boundaryState("begin", traceLeafHash(before));
 */
export function boundaryState(phase: MachinePhase & ("begin" | "done"), leaf: Hex): Hex {
  return machineHash(boundaryWords(phase, leaf));
}
