import type { Hex } from "../bytes/Hex.js";
import { listMachineWords } from "./listMachineWords.js";
import type { MachinePhase } from "./machinePhases.js";
import { type Word, wordsHash } from "./wordsHash.js";

/** The words of a state of the dispute machine by name (spec/dispute.md, DISPUTE-30). */
export interface MachineWords {
  readonly phase: MachinePhase;
  /** Hash of the leaf. */
  readonly leaf: Hex;
  readonly state: Hex;
  readonly origin: Hex;
  readonly scratch: Hex;
  readonly transaction: Hex;
  readonly refund: bigint;
  readonly logs: Hex;
  readonly logBytes: number;
  readonly bloom: Hex;
  readonly precompiles: number;
  readonly frame: Hex;
  /** a, b, c and d. */
  readonly registers: readonly [Word, Word, Word, Word];
}

/** What a state of the machine commits to (spec/dispute.md, DISPUTE-30). */
export function machineHash(words: MachineWords): Hex {
  return wordsHash(listMachineWords(words));
}
