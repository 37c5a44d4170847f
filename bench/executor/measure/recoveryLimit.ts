import type { RawBatch, RecoveryPool } from "@muniment/executor";

/** What recovery alone took of a batch. */
export interface RecoveryRun {
  readonly transactions: number;
  /** Milliseconds on the wall. */
  readonly wall: number;
  /** Microseconds of processor time of all threads together. */
  readonly cpu: number;
}

/** The limit of this machine: the same pool takes the same transactions, and nobody does anything with the records. */
export async function recoveryLimit(pool: RecoveryPool, batch: RawBatch): Promise<RecoveryRun> {
  const before = process.cpuUsage();
  const start = performance.now();
  let transactions = 0;
  for await (const chunk of pool.prepare(batch)) transactions += chunk.count;
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { transactions, wall, cpu: user + system };
}
