import type { Hex, ReceiptRecord } from "@muniment/protocol";
import type { SealedHeader } from "../transition/sealBlock.js";
import type { MessageState } from "./MessageState.js";

/** What became of an item or a transaction of a block. */
export interface ExecutedStep {
  /** Why it was passed over: a code of the registry, or the runtime's verdict; absent when it is in the block. */
  readonly refusal?: string;
  /** Gas used in the block so far. */
  readonly gasUsed: bigint;
  /** What the precompile calls of the block have counted so far (EXEC-26). */
  readonly precompileCount: number;
}

/** A block of a batch that was executed. */
export interface ExecutedBlock extends SealedHeader {
  /** Its items and its transactions, those passed over included. */
  readonly steps: readonly ExecutedStep[];
  /** The transactions that are in the block, raw. */
  readonly transactions: readonly Uint8Array[];
  /** Theirs. */
  readonly receipts: readonly ReceiptRecord[];
  /** The state root at the block's beginning and after each transaction that is in it. */
  readonly stateRoots: readonly Hex[];
  /** The tree of messages, at the same places. */
  readonly messages: readonly MessageState[];
  /** The change records, for logs. */
  readonly changes: Uint8Array;
}
