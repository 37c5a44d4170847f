import type { LaneProvider } from "./LaneProvider.js";
import { readBatch } from "./readBatch.js";
import { readFinalCommits } from "./readFinalCommits.js";
import type { SettledBatch } from "./SettledBatch.js";

/** Which batches are asked for. */
export interface SettledBatchQuery {
  /** Address of the rollup; the genesis header names it. */
  readonly rollup: string;
  /** Number of the settlement lane; the genesis header names it too. */
  readonly lane: number;
  readonly provider: LaneProvider;
  /** L1 block from which on there are events; with `after`, at the latest that of that batch's commit. */
  readonly fromBlock: number;
  /** The latest unless told. */
  readonly toBlock?: number;
  /** Only batches with a greater index; all behind the genesis batch unless told. */
  readonly after?: bigint;
}

/**
 * The FINAL batches of a settlement lane, in order, with their operations as L1 carries them; whoever committed them, by
 * the portal or without it.
 * @throws SETTLEMENT_DATA_MISSING, SETTLEMENT_BATCH_INVALID, FIELD_ELEMENT_INVALID
 * @example const batches = await readSettledBatches({ rollup, lane, provider, fromBlock, after: replay.tip.index });
 */
export async function readSettledBatches(query: SettledBatchQuery): Promise<SettledBatch[]> {
  const batches: SettledBatch[] = [];
  for (const commit of await readFinalCommits(query)) batches.push(await readBatch(query.provider, commit));
  return batches;
}
