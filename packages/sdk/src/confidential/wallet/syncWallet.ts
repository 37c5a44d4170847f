import { batchDigest } from "@muniment/protocol";
import type { SettledBatchQuery } from "../lane/readSettledBatches.js";
import { readSettledBatches } from "../lane/readSettledBatches.js";
import type { SettlementWallet } from "./SettlementWallet.js";

/**
 * Reads what L1 has behind what a wallet has read; from the beginning when L1 has dropped that.
 * @param query Where the lane is; its first block is that of the first batch.
 * @throws As readSettledBatches and SettlementWallet.scan do
 */
export async function syncWallet(
  wallet: SettlementWallet,
  query: Omit<SettledBatchQuery, "after">,
): Promise<void> {
  const { tip } = wallet;
  if (tip !== undefined) {
    // The batch that was read last is looked at once more: it shows whether L1 still has it.
    const behind = { ...query, fromBlock: tip.block, after: tip.index - 1n };
    const [same, ...next] = await readSettledBatches(behind);
    if (same !== undefined && batchDigest(same.header) === tip.digest) {
      for (const batch of next) wallet.scan(batch);
      return;
    }
    wallet.forget();
  }
  for (const batch of await readSettledBatches(query)) wallet.scan(batch);
}
