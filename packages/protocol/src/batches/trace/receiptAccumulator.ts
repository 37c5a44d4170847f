import { fromHex } from "../../bytes/fromHex.js";
import type { Hex } from "../../bytes/Hex.js";
import { keccak256 } from "../../bytes/keccak256.js";

/**
 * What binds the transactions and receipts of a block, behind one more of them (spec/batches.md, BATCH-19).
 * @param before zeroHash at the block's beginning.
 * @param raw The raw transaction.
 * @param receipt The encoded receipt.
 */
export function receiptAccumulator(before: Hex, raw: Uint8Array, receipt: Uint8Array): Hex {
  return keccak256(fromHex(before, 32), fromHex(keccak256(raw)), fromHex(keccak256(receipt)));
}
