import type { Hex } from "@muniment/protocol";
import { packTransactions } from "../signatures/packTransactions.js";
import { ownSealer } from "./ownSealer.js";

/**
 * transactionsRoot of the raw transactions of one block, in their order, made in this thread.
 * @throws BLOCK_TOO_LARGE, EXECUTOR_NOT_BUILT
 */
export function transactionsRoot(raws: readonly Uint8Array[]): Hex {
  return ownSealer().transactionsRoot(packTransactions(raws));
}
