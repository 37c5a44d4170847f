import { RecoveryPool } from "@muniment/executor";
import type { RawBatch } from "@muniment/executor";
import { benchChain } from "../../executor/chain/benchChain.js";
import { openStage } from "../../executor/measure/openStage.js";
import type { Population } from "../../executor/people/Population.js";
import { chunkSize, Pipeline } from "../../executor/pipeline/Pipeline.js";
import { sliceBatch } from "../../executor/signing/sliceBatch.js";
import { compileContracts } from "../../executor/solidity/compileContracts.js";
import { permissioned } from "../../executor/workloads/permissioned.js";

const blockSize = 1000;
const warmUpShare = 0.2;

/** Transactions a second from raw bytes to blocks on the disk, as `bench executor` has them. */
export async function measureExecuted(population: Population, batch: RawBatch): Promise<number> {
  const { chainId, rules } = benchChain;
  const pool = await RecoveryPool.start({ chainId, rules, chunkSize });
  const stage = await openStage({
    ...{ workload: permissioned, contracts: compileContracts(), population },
    isInterpreted: false,
  });
  try {
    const pipeline = new Pipeline({ ...stage, pool, blockSize });
    const count = Math.floor((batch.offsets.length - 1) / blockSize) * blockSize;
    const warm = Math.floor((count * warmUpShare) / blockSize) * blockSize;
    await pipeline.run(sliceBatch(batch, 0, warm));
    const { transactions, wall } = await pipeline.run(sliceBatch(batch, warm, count));
    return (transactions * 1000) / wall;
  } finally {
    await stage.close();
    await pool.close();
  }
}
