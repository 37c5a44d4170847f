import { ownSealer } from "./ownSealer.js";
import type { SealedReceipts } from "./SealedReceipts.js";

/**
 * Receipts root and blooms of one block, made in this thread.
 * @param records The receipt records that the runtime emitted for it, end to end.
 * @throws RECORD_MALFORMED, BLOCK_TOO_LARGE, EXECUTOR_NOT_BUILT
 */
export function sealReceipts(records: Uint8Array): SealedReceipts {
  return ownSealer().sealReceipts(records);
}
