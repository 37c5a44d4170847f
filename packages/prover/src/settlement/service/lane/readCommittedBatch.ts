import { laneInterface } from "@muniment/derivation";
import {
  decodeBatchHeader,
  decodeSettlementData,
  fromHex,
  keccak256,
  ProtocolError,
} from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import type { LaneProvider, SettledBatch } from "@muniment/sdk";
import type { Log } from "ethers";
import { toBeHex } from "ethers";

/** Which batch, and where its commit may be. */
export interface CommittedQuery {
  readonly provider: LaneProvider;
  readonly rollup: Hex;
  readonly lane: number;
  readonly index: bigint;
  /** As the rollup has it now: of all commits at this index one counts. */
  readonly digest: Hex;
  readonly fromBlock: number;
  readonly toBlock: number;
}

/** Nodes answer so many blocks at once. */
const stretch = 10_000;

/**
 * A FINAL batch that came without the portal: in enforced mode anyone commits, and so may every committer of the rollup.
 * @throws SETTLEMENT_DATA_MISSING, SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 */
export async function readCommittedBatch(query: CommittedQuery): Promise<SettledBatch> {
  const { provider, index } = query;
  const log = await findCommit(query);
  if (log === undefined) throw missing(index, "unknown", "the rollup told of no such commit");
  const { args } = laneInterface.parseLog(log) ?? {};
  const header = decodeBatchHeader(fromHex(String(args?.["header"])));
  const transaction = log.transactionHash as Hex;
  const sent = header.dataSize === 0 ? undefined : await provider.getTransaction(transaction);
  const data = dataOf(sent?.data ?? "0x", header);
  if (data === undefined) throw missing(index, transaction, "its transaction is no commit");
  return {
    ...{ index, header, transaction, block: log.blockNumber },
    operations: data.length === 0 ? [] : decodeSettlementData(data),
    time: header.time,
    queueCursor: header.queueCursor,
  };
}

async function findCommit({ provider, rollup, fromBlock, toBlock, ...batch }: CommittedQuery) {
  const [lane, index] = [toBeHex(batch.lane, 32), toBeHex(batch.index, 32)];
  const topics = [laneInterface.getEvent("BatchCommitted")?.topicHash ?? "", lane, index, batch.digest];
  const logs: Log[] = [];
  for (let start = fromBlock; start <= toBlock; start += stretch) {
    const end = Math.min(start + stretch - 1, toBlock);
    logs.push(...(await provider.getLogs({ address: rollup, topics, fromBlock: start, toBlock: end })));
  }
  return logs.at(-1);
}

/** Undefined when the input is another call, or of other data. */
function dataOf(input: string, { dataSize, dataHash }: BatchHeader): Uint8Array | undefined {
  if (dataSize === 0) return new Uint8Array();
  if (!input.startsWith(laneInterface.getFunction("commitBatch")?.selector ?? "none")) return undefined;
  const data = fromHex(String(laneInterface.decodeFunctionData("commitBatch", input)["data"]));
  return keccak256(data) === dataHash ? data : undefined;
}

function missing(index: bigint, transaction: string, problem: string): ProtocolError {
  return new ProtocolError("SETTLEMENT_DATA_MISSING", { index, transaction, problem });
}
