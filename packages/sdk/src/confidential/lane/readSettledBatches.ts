import { decodeSettlementData, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { Log } from "ethers";
import { findCommitted } from "./findCommitted.js";
import { findPostingData } from "./findPostingData.js";
import type { LaneProvider } from "./LaneProvider.js";
import { portalInterface } from "./portalInterface.js";
import type { SettledBatch } from "./SettledBatch.js";

/** Nodes answer so many blocks at once. */
const stretch = 10_000;

/** Which batches are asked for. */
export interface SettledBatchQuery {
  /** Address of the lane's SettlementPortal. */
  readonly portal: string;
  readonly provider: LaneProvider;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
  /** The latest unless told. */
  readonly toBlock?: number;
  /** Only batches with a greater index. */
  readonly after?: bigint;
}

/**
 * The batches that were posted on a settlement lane, in order, with their operations as L1 carries them.
 * @throws SETTLEMENT_DATA_MISSING, SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 * @example const batches = await readSettledBatches({ portal, provider, fromBlock, after: replay.tip.index });
 */
export async function readSettledBatches(query: SettledBatchQuery): Promise<SettledBatch[]> {
  const { portal, provider, fromBlock, after } = query;
  const last = query.toBlock ?? (await provider.getBlockNumber());
  const topics = [portalInterface.getEvent("BatchPosted").topicHash];
  const batches: SettledBatch[] = [];
  for (let start = fromBlock; start <= last; start += stretch) {
    const toBlock = Math.min(start + stretch - 1, last);
    for (const log of await provider.getLogs({ address: portal, topics, fromBlock: start, toBlock })) {
      const index = BigInt(log.topics[1] ?? "0x0");
      if (after === undefined || index > after) batches.push(await readBatch(query, log, index));
    }
  }
  return batches;
}

async function readBatch(
  { provider, portal }: SettledBatchQuery,
  log: Log,
  index: bigint,
): Promise<SettledBatch> {
  const transaction = log.transactionHash as Hex;
  const missing = (what: string) =>
    new ProtocolError("SETTLEMENT_DATA_MISSING", { index, transaction, problem: what });
  const receipt = await provider.getTransactionReceipt(transaction);
  const header = receipt === null ? undefined : findCommitted(receipt.logs, portal, index);
  if (header === undefined) throw missing("its receipt shows no commit of it");
  const data = await findPostingData(provider, transaction, header);
  if (data === undefined) throw missing("no call of its transaction carries them");
  return {
    ...{ index, header, transaction, block: log.blockNumber },
    operations: data.length === 0 ? [] : decodeSettlementData(data),
    time: header.time,
    queueCursor: header.queueCursor,
  };
}
