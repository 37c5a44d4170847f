import { decodeBatchHeader, fromHex, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import type { Log } from "ethers";
import { toBeHex } from "ethers";
import { rollupInterface } from "./laneCalls.js";
import type { SettledBatchQuery } from "./readSettledBatches.js";

/**
 * A commit that L1 has made FINAL.
 * @param block L1 block of the commit.
 * @param finalBlock L1 block that made it FINAL.
 */
export interface FinalCommit {
  readonly header: BatchHeader;
  readonly transaction: Hex;
  readonly block: number;
  readonly finalBlock: number;
}

/** Nodes answer so many blocks at once. */
const stretch = 10_000;

/**
 * The commits of a lane that became FINAL, in order, as the rollup told of them: of all commits at an index the last one
 * before that counts, for what was taken back was replaced.
 * @throws SETTLEMENT_DATA_MISSING
 */
export async function readFinalCommits(query: SettledBatchQuery): Promise<FinalCommit[]> {
  const finalized = rollupInterface.getEvent("BatchesFinalized").topicHash;
  const open = new Map<bigint, Omit<FinalCommit, "finalBlock">>();
  const commits: FinalCommit[] = [];
  let next = (query.after ?? 0n) + 1n;
  for (const log of await logsOf(query)) {
    const index = BigInt(log.topics[2] ?? "0x0");
    if (log.topics[0] !== finalized) {
      open.set(index, commitOf(log));
      continue;
    }
    for (; next <= index; next++) {
      const commit = open.get(next);
      if (commit === undefined) throw missing(next, log.transactionHash);
      commits.push({ ...commit, finalBlock: log.blockNumber });
    }
  }
  return commits;
}

async function logsOf({ rollup, lane, provider, fromBlock, toBlock }: SettledBatchQuery): Promise<Log[]> {
  const last = toBlock ?? (await provider.getBlockNumber());
  const events = (["BatchCommitted", "BatchesFinalized"] as const).map(
    (name) => rollupInterface.getEvent(name).topicHash,
  );
  const topics = [events, toBeHex(lane, 32)];
  const logs: Log[] = [];
  for (let start = fromBlock; start <= last; start += stretch) {
    const end = Math.min(start + stretch - 1, last);
    logs.push(...(await provider.getLogs({ address: rollup, topics, fromBlock: start, toBlock: end })));
  }
  return logs;
}

function commitOf(log: Log): Omit<FinalCommit, "finalBlock"> {
  const { args } = rollupInterface.parseLog(log) ?? {};
  const header = decodeBatchHeader(fromHex(String(args?.["header"])));
  return { header, transaction: log.transactionHash as Hex, block: log.blockNumber };
}

function missing(index: bigint, transaction: string): ProtocolError {
  const problem = "it became FINAL there, and the rollup told of no commit of it";
  return new ProtocolError("SETTLEMENT_DATA_MISSING", { index, transaction, problem });
}
