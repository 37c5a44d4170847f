import type {
  BlockProducer,
  ProducedBlock,
  RawBatch,
  RecoveredChunk,
  RecoveryPool,
} from "@muniment/executor";
import { ProtocolError, zeroHash } from "@muniment/protocol";
import { environmentOf } from "../chain/benchChain.js";
import { countFailures } from "./countFailures.js";
import type { PipelineRun, Stage } from "./PipelineRun.js";
import { threadTime } from "./threadTime.js";

/** Transactions of a chunk; a block's are a multiple of it. */
export const chunkSize = 250;

const microseconds = 1000;

export interface PipelineOptions {
  readonly producer: BlockProducer;
  readonly pool: RecoveryPool;
  /** Transactions of a block; a multiple of a chunk's. */
  readonly blockSize: number;
  /** Number of the block before the first. */
  readonly number: bigint;
}

/** A block that was handed over, until it is acknowledged. */
interface Handed {
  readonly began: number;
  readonly block: ProducedBlock;
  readonly time: number;
}

/** Everything between a raw transaction and an acknowledged block: the pool's threads, this one, the commit thread. */
export class Pipeline {
  readonly #producer: BlockProducer;
  readonly #pool: RecoveryPool;
  readonly #blockSize: number;
  #number: bigint;

  constructor({ producer, pool, blockSize, number }: PipelineOptions) {
    this.#producer = producer;
    this.#pool = pool;
    this.#blockSize = blockSize;
    this.#number = number;
  }

  /** The number of the last block. */
  get number(): bigint {
    return this.#number;
  }

  /** Takes a batch through all stages. @throws BENCH_INVALID when a transaction is refused. */
  async run(batch: RawBatch): Promise<PipelineRun> {
    const handed: Promise<Handed>[] = [];
    const before = process.cpuUsage();
    const threadBefore = threadTime();
    const start = performance.now();
    const count = batch.offsets.length - 1;
    let [execution, failed, done, began] = [0, 0, 0, 0];
    for await (const chunk of this.#pool.prepare(batch)) {
      if (this.#producer.count === 0) {
        await this.#begin();
        began = performance.now();
      }
      const chunkStart = threadTime();
      this.#add(chunk, batch, done);
      done += chunk.count;
      execution += threadTime() - chunkStart;
      if (this.#producer.count < this.#blockSize && done < count) continue;
      failed += countFailures(this.#producer.runtime.receipts());
      const blockBegan = began;
      const time = (block: ProducedBlock): Handed => ({
        ...{ block, began: blockBegan, time: performance.now() - blockBegan },
      });
      handed.push(this.#producer.seal().then(time));
    }
    const blocks = await Promise.all(handed);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const handing = threadTime() - threadBefore - execution;
    const stages = { execution, handing, ...commitStages(blocks) };
    return { transactions: done, wall, cpu: user + system, stages, failed, ...summaryOf(blocks) };
  }

  async #begin(): Promise<void> {
    const next = this.#number + 1n;
    await this.#producer.begin(environmentOf(next).timestamp);
    this.#number = next;
  }

  #add(chunk: RecoveredChunk, batch: RawBatch, from: number): void {
    const to = from + chunk.count;
    const { next, refused } = this.#producer.add(chunk.records, batch, from, to);
    const [first] = refused;
    if (first === undefined && next === to) return;
    const problem = `transaction ${first?.index ?? next} was refused: ${first?.verdict ?? "the block is full"}`;
    throw new ProtocolError("BENCH_INVALID", { problem });
  }
}

function commitStages(blocks: readonly Handed[]): Pick<Record<Stage, number>, "tree" | "sealing" | "log"> {
  const total = (of: (block: ProducedBlock) => number): number =>
    blocks.reduce((sum, { block }) => sum + of(block), 0) * microseconds;
  return {
    tree: total(({ times }) => times.tree),
    sealing: total(({ times }) => times.seal),
    log: total(({ times }) => times.log),
  };
}

function summaryOf(
  blocks: readonly Handed[],
): Pick<PipelineRun, "blocks" | "blockTimes" | "gasUsed" | "stateRoot"> {
  return {
    blocks: blocks.length,
    blockTimes: blocks.map(({ time }) => time),
    gasUsed: blocks.reduce((sum, { block }) => sum + block.header.gasUsed, 0n),
    stateRoot: blocks.at(-1)?.block.header.stateRoot ?? zeroHash,
  };
}
