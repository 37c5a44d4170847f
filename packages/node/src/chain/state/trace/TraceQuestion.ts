import type { BlockEnvironment, RawBatch } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import type { CallQuestion } from "../StateRequest.js";
import type { TraceSettings } from "./TraceSettings.js";

/** The trace of a block's transaction: the last of those that are given, executed once more on the state before the block. */
export interface TraceQuestion {
  readonly environment: BlockEnvironment;
  readonly parentHash: Hex;
  /** The block's transactions up to the one. */
  readonly transactions: RawBatch;
  /** What its receipt says. */
  readonly receipt: { readonly isSuccess: boolean; readonly gasUsed: bigint };
  readonly settings: TraceSettings;
  /** Bytes of the trace at most. */
  readonly limit: number;
}

/** The trace of a call that is asked for. */
export interface TraceCallQuestion extends CallQuestion {
  readonly settings: TraceSettings;
  readonly limit: number;
}
