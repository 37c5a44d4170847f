import type { Hex } from "@muniment/protocol";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";

/** Everything a block's execution depends on besides the state before it. */
export interface BlockInput {
  readonly environment: BlockEnvironment;
  /** Hash of the block before; bytes32(0) before the first. */
  readonly parentHash: Hex;
  /** Raw transactions in order: signed ones, and deposits (type 0x7E). */
  readonly transactions: readonly Uint8Array[];
}
