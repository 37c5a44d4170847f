import { BlockSealer } from "@muniment/executor";
import type { RawBatch, RecoveryPool } from "@muniment/executor";
import {
  blockHash,
  chainBlockFields,
  encodeHeader,
  predeploys,
  ProtocolError,
  toHex,
  zeroHash,
} from "@muniment/protocol";
import type { BlockHeader, Hex } from "@muniment/protocol";
import { environmentOf } from "../chain/benchChain.js";
import type { Ledger } from "../chain/Ledger.js";
import { BlockLog } from "./BlockLog.js";
import { countFailures } from "./countFailures.js";
import type { PipelineRun } from "./PipelineRun.js";
import { StageClock } from "./StageClock.js";

/** Transactions of a chunk; a block's are a multiple of it. */
export const chunkSize = 125;

export interface PipelineOptions {
  readonly ledger: Ledger;
  readonly pool: RecoveryPool;
  /** Transactions of a block; a multiple of a chunk's. */
  readonly blockSize: number;
}

/**
 * Everything between a raw transaction and an acknowledged block: recovery in the pool's threads, execution, tree,
 * receipts, header and log in this one.
 */
export class Pipeline {
  readonly #ledger: Ledger;
  readonly #pool: RecoveryPool;
  readonly #sealer = new BlockSealer();
  readonly #log = new BlockLog();
  readonly #blockSize: number;
  #parentHash: Hex = zeroHash;

  constructor({ ledger, pool, blockSize }: PipelineOptions) {
    this.#blockSize = blockSize;
    this.#ledger = ledger;
    this.#pool = pool;
  }

  /**
   * Takes a batch through all stages.
   * @param options.marks Whether the tree gives a root after every transaction as well.
   * @throws BENCH_INVALID when a transaction is refused.
   */
  async run(batch: RawBatch, options: { readonly marks: boolean }): Promise<PipelineRun> {
    const clock = new StageClock();
    const open = new OpenBlocks();
    const before = process.cpuUsage();
    const start = performance.now();
    let sealed = 0;
    let filled = 0;
    let gasUsed = 0n;
    let failed = 0;
    const count = batch.offsets.length - 1;
    for await (const chunk of this.#pool.prepare(batch)) {
      clock.begin();
      if (filled === 0) {
        open.begin();
        this.#ledger.beginBlock();
      }
      this.#execute(chunk, { marks: options.marks, from: filled });
      filled += chunk.count;
      clock.end("execution");
      if (filled < this.#blockSize && sealed + filled < count) continue;
      gasUsed += this.#ledger.runtime.wasm.blockGasUsed();
      failed += this.#seal(batch, { from: sealed, count: filled, clock });
      sealed += filled;
      filled = 0;
      open.end(this.#log.sync());
    }
    const blockTimes = await open.times();
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    const stateRoot = this.#ledger.tree.root();
    const stages = clock.totals;
    const cpu = user + system;
    return {
      transactions: sealed,
      blocks: blockTimes.length,
      wall,
      cpu,
      stages,
      blockTimes,
      gasUsed,
      stateRoot,
      failed,
    };
  }

  /** Frees the log's file. */
  close(): void {
    this.#log.close();
  }

  #execute(
    chunk: { readonly records: Uint8Array; readonly count: number },
    options: { readonly marks: boolean; readonly from: number },
  ): void {
    const { executed, verdict } = this.#ledger.runtime.execute(chunk.records, chunk.count, options);
    if (verdict === undefined && executed === chunk.count) return;
    const problem = `transaction ${options.from + executed} of a block was refused: ${verdict ?? "recovery"}`;
    throw new ProtocolError("BENCH_INVALID", { problem });
  }

  /** Commits to the block's state, transactions and receipts, and logs it. @returns Transactions that failed. */
  #seal(batch: RawBatch, block: { from: number; count: number; clock: StageClock }): number {
    const { clock, from, count } = block;
    const { runtime, tree } = this.#ledger;
    const changes = runtime.changes();
    clock.end("execution");
    tree.apply(changes);
    const stateRoot = tree.root();
    clock.end("tree");
    const records = runtime.receipts();
    const receipts = this.#sealer.sealReceipts(records);
    const raws = Array.from({ length: count }, (_, index) =>
      batch.bytes.subarray(batch.offsets[from + index], batch.offsets[from + index + 1]),
    );
    const transactionsRoot = this.#sealer.transactionsRoot(raws);
    const header = this.#headerOf({ stateRoot, transactionsRoot, ...receipts });
    this.#parentHash = blockHash(header);
    clock.end("sealing");
    this.#log.append(encodeHeader(header), changes);
    clock.end("log");
    return countFailures(records);
  }

  #headerOf(roots: {
    stateRoot: Hex;
    transactionsRoot: Hex;
    receiptsRoot: Hex;
    logsBloom: Uint8Array;
  }): BlockHeader {
    const { number, timestamp, gasLimit, baseFee } = environmentOf(this.#ledger.number);
    return {
      ...chainBlockFields,
      parentHash: this.#parentHash,
      beneficiary: predeploys.feeVault,
      stateRoot: roots.stateRoot,
      transactionsRoot: roots.transactionsRoot,
      receiptsRoot: roots.receiptsRoot,
      logsBloom: toHex(roots.logsBloom),
      number,
      gasLimit,
      gasUsed: this.#ledger.runtime.wasm.blockGasUsed(),
      timestamp,
      baseFeePerGas: baseFee,
    };
  }
}

/** When each block began and was acknowledged. */
class OpenBlocks {
  readonly #times: Promise<number>[] = [];
  #began = 0;

  begin(): void {
    this.#began = performance.now();
  }

  end(acknowledged: Promise<void>): void {
    const began = this.#began;
    this.#times.push(acknowledged.then(() => performance.now() - began));
  }

  times(): Promise<number[]> {
    return Promise.all(this.#times);
  }
}
