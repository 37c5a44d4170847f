import { genesisBatch, LaneReplica, planHeader } from "@muniment/executor";
import { munimentRules, predeploys, ProtocolError, zeroHash } from "@muniment/protocol";
import { benchChain } from "../../executor/chain/benchChain.js";
import type { BenchLane } from "../../node/lane/BenchLane.js";
import type { FullBatch } from "./FullBatch.js";

const place = {
  l1ChainId: 1n,
  rollup: predeploys.messenger,
  lane: 1,
  rules: munimentRules,
} as const;

/**
 * Executes a batch as who proves it does, from its data to its header, in one thread.
 * @returns Transactions a second. @throws BENCH_INVALID when a transaction is not in it, or failed
 */
export function reexecute(lane: BenchLane, batch: FullBatch): number {
  const { header: block } = lane.genesis;
  const parent = genesisBatch(place, lane.makeState(), block);
  const replica = new LaneReplica({ header: parent, block, makeState: lane.makeState });
  const draft = planHeader({
    ...{ parent, epoch: 0n, rules: munimentRules, items: [] },
    blocks: batch.blocks.length,
    time: batch.blocks.at(-1)?.time ?? parent.time,
    data: { kind: "blobs", dataSize: batch.data.length, versionedHashes: blobHashes(batch.blobs) },
  });
  const input = {
    parent,
    data: batch.data,
    items: [],
    queue: predeploys.messenger,
    chainId: benchChain.chainId,
  };
  const started = performance.now();
  const { execution } = replica.build({ header: draft, ...input });
  const took = performance.now() - started;
  const receipts = execution.blocks.flatMap((executed) => executed.receipts);
  const good = receipts.filter(({ isSuccess }) => isSuccess).length;
  if (good !== batch.transactions)
    throw new ProtocolError("BENCH_INVALID", {
      problem: `${good} of ${batch.transactions} transfers succeeded`,
    });
  return (batch.transactions * 1000) / took;
}

/** What execution does not look at. */
function blobHashes(count: number): (typeof zeroHash)[] {
  return Array.from({ length: count }, () => zeroHash);
}
