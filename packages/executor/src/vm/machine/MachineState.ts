import type { TraceLeaf } from "@muniment/protocol";
import type { PersistentTree } from "../../state/tree/PersistentTree.js";
import type { Bloom } from "./Bloom.js";
import type { Frame } from "./Frame.js";
import type { MachineTransaction } from "./MachineTransaction.js";
import type { Pages } from "./Pages.js";
import type { PhaseData } from "./PhaseData.js";

/**
 * All that a state of the machine commits to, in full (spec/dispute.md, DISPUTE-30). A step changes it and its frame in
 * place; what they hold never changes, so that two shallow copies keep a state.
 */
export interface MachineState {
  data: PhaseData;
  /** The leaf before the step, with what READ and ITEM have taken. */
  leaf: TraceLeaf;
  /** Committed to from phase START on; before, the leaf says what it is. */
  state: PersistentTree;
  origin: PersistentTree;
  scratch: PersistentTree;
  transaction: MachineTransaction | undefined;
  refund: bigint;
  logs: Pages;
  /** Of the transaction; in phases SEAL and CLOSE of the block. */
  bloom: Bloom;
  precompiles: number;
  frame: Frame | undefined;
}

/** A state that later steps do not change. */
export function keepState(state: MachineState): MachineState {
  return { ...state, frame: state.frame === undefined ? undefined : { ...state.frame } };
}
