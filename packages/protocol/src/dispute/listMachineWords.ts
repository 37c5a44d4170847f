import type { MachineWords } from "./machineHash.js";
import { machinePhases } from "./machinePhases.js";
import type { Word } from "./wordsHash.js";

/** The words of a state of the dispute machine in their order (spec/dispute.md, DISPUTE-30). */
export function listMachineWords(words: MachineWords): readonly Word[] {
  const { phase, leaf, state, origin, scratch, transaction, refund, logs, logBytes } = words;
  const { bloom, precompiles, frame, registers } = words;
  return [
    ...[machinePhases[phase], leaf, state, origin, scratch, transaction, refund, logs, logBytes],
    ...[bloom, precompiles, frame],
    ...registers,
  ];
}
