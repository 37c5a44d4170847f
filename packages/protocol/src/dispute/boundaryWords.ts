import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import type { MachineWords } from "./machineHash.js";
import type { MachinePhase } from "./machinePhases.js";

/** The words of a state that is a phase, a leaf, and zeros (spec/dispute.md, DISPUTE-31, DISPUTE-32). */
export function boundaryWords(phase: MachinePhase & ("begin" | "done"), leaf: Hex): MachineWords {
  return {
    ...{ phase, leaf, state: zeroHash, origin: zeroHash, scratch: zeroHash, transaction: zeroHash },
    ...{ refund: 0n, logs: zeroHash, logBytes: 0, bloom: zeroHash, precompiles: 0, frame: zeroHash },
    registers: [0, 0, 0, 0],
  };
}
