import { batchDigest, isProtocolError } from "@muniment/protocol";
import { readBatch } from "../lane/readBatch.js";
import type { FinalCommit } from "../lane/readFinalCommits.js";
import { readFinalCommits } from "../lane/readFinalCommits.js";
import type { SettledBatchQuery } from "../lane/readSettledBatches.js";
import { readSettledBatches } from "../lane/readSettledBatches.js";
import type { SettlementWallet } from "./SettlementWallet.js";

/** L1 blocks before the last commit's that are read again: L1 may take a transaction into an earlier block in the end. */
const overlap = 64;

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
    // The batch that was read last is looked at once more, without its data: it shows whether L1 still has it.
    const fromBlock = Math.max(query.fromBlock, tip.block - overlap);
    const [same, ...next] = await commitsOf({ ...query, fromBlock, after: tip.index - 1n });
    if (same !== undefined && batchDigest(same.header) === tip.digest) {
      for (const commit of next) wallet.scan(await readBatch(query.provider, commit));
      return;
    }
    wallet.forget();
  }
  for (const batch of await readSettledBatches(query)) wallet.scan(batch);
}

/** None when the first of them was committed before the blocks that are read: then all is read from the beginning. */
async function commitsOf(query: SettledBatchQuery): Promise<FinalCommit[]> {
  try {
    return await readFinalCommits(query);
  } catch (error) {
    if (isProtocolError(error) && error.code === "SETTLEMENT_DATA_MISSING") return [];
    throw error;
  }
}
