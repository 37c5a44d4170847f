import { availableParallelism } from "node:os";
import type { ResourceLimits, Worker } from "node:worker_threads";
import { startWorker } from "../workers/startWorker.js";
import { defaultSizeLimit } from "./defaultSizeLimit.js";
import { failQueue } from "./failQueue.js";
import { makeSharedQueue } from "./makeSharedQueue.js";
import type { PreparationOptions } from "./PreparationOptions.js";
import type { RawBatch } from "./RawBatch.js";
import type { RecoveredChunk } from "./RecoveredChunk.js";
import { type RecoveryLibraryOptions, recoveryLibrary } from "./recoveryLibrary.js";
import type { SignatureLibraryName } from "./SignatureLibrary.js";
import { RecoveryQueue } from "./RecoveryQueue.js";
import type { RecoveryTask } from "./runRecovery.js";
import { controlWords } from "./SharedQueue.js";
import { signalEvent } from "./signalEvent.js";

/** A pool's size and rules. */
export interface RecoveryPoolOptions extends PreparationOptions, RecoveryLibraryOptions {
  /** Threads; default: as many as the machine runs at once. */
  readonly workers?: number | undefined;
  /** Transactions a chunk holds at most; default 128. */
  readonly chunkSize?: number | undefined;
  /** Transactions that are not divided among threads; default 4. More wake threads less often, and take longer. */
  readonly smallestShare?: number | undefined;
  /** Chunks under way at most, rounded up to a power of two; more are not taken in. Default 16 for each worker. */
  readonly slots?: number | undefined;
  /** Milliseconds after which a chunk that one waits for is given up, and the pool with it. Default 60,000. */
  readonly stallLimit?: number | undefined;
}

/** What a pool is built from, for tests. */
export interface RecoveryPoolParts {
  /** Exports `runRecovery`. */
  readonly module?: URL;
  readonly resourceLimits?: ResourceLimits | undefined;
}

/**
 * Threads that turn raw transactions into prepared records.
 * @example
 * const pool = await RecoveryPool.start({ chainId: 424242, rules: { kind: "muniment" } });
 * for await (const chunk of pool.prepare(packTransactions(raws))) {
 *   execute(chunk.records);
 * }
 * await pool.close();
 */
export class RecoveryPool {
  /** The end of the queue in this thread. `new RecoveryQueue(queue.shared)` is one in another. */
  readonly queue: RecoveryQueue;
  /** The library that its workers recover with. */
  readonly libraryName: SignatureLibraryName;
  private readonly workers: readonly Worker[];
  private readonly exits: readonly Promise<void>[];

  private constructor(queue: RecoveryQueue, libraryName: SignatureLibraryName, workers: readonly Worker[]) {
    this.queue = queue;
    this.libraryName = libraryName;
    this.workers = workers;
    this.exits = workers.map((worker) => watch(worker, queue));
  }

  /**
   * Starts the threads and waits until they are ready.
   * @throws RECOVERY_LIBRARY_MISSING, RECOVERY_WORKER_FAILED when a thread does not start.
   */
  static async start(options: RecoveryPoolOptions, parts: RecoveryPoolParts = {}): Promise<RecoveryPool> {
    const { chunkSize = 128, stallLimit = 60_000, workers: count = availableParallelism() } = options;
    const { allowDeposits, chainId, rules, sizeLimit = defaultSizeLimit, systemLibraryPath } = options;
    const { smallestShare } = options;
    // Chosen once, here, so that all threads use the same.
    const { name } = recoveryLibrary(options);
    const shared = makeSharedQueue({ slots: options.slots ?? 16 * count, chunkSize, sizeLimit, stallLimit });
    const data: RecoveryTask = {
      shared,
      options: { allowDeposits, chainId, rules, sizeLimit },
      library: { library: name, systemLibraryPath },
    };
    const module = parts.module ?? new URL("./runRecovery.ts", import.meta.url);
    const workers = Array.from({ length: count }, () =>
      startWorker({ module, run: "runRecovery", data, resourceLimits: parts.resourceLimits }),
    );
    const pool = new RecoveryPool(new RecoveryQueue(shared, smallestShare), name, workers);
    try {
      await pool.queue.awaitWorkers(count);
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /**
   * Submits a batch and gives its chunks in order; each is released when the next is asked for. Nothing else may be
   * under way.
   * @throws RECOVERY_WORKER_FAILED
   */
  async *prepare(batch: RawBatch): AsyncGenerator<RecoveredChunk, void, void> {
    const count = batch.offsets.length - 1;
    let submitted = 0;
    let received = 0;
    try {
      while (received < count) {
        submitted = this.queue.trySubmit(batch, submitted);
        const chunk = await this.queue.nextChunk();
        if (chunk === undefined) return;
        received += chunk.count;
        try {
          yield chunk;
        } finally {
          chunk.release();
        }
      }
    } finally {
      // Who stopped early leaves nothing behind for the next batch.
      while (received < submitted) {
        const chunk = await this.queue.nextChunk();
        if (chunk === undefined) break;
        received += chunk.count;
        chunk.release();
      }
    }
  }

  /** Ends every thread; who waits is told that nothing more comes. */
  async close(): Promise<void> {
    const { control } = this.queue.shared;
    Atomics.store(control, controlWords.closed, 1);
    for (const event of [controlWords.workEvent, controlWords.doneEvent, controlWords.spaceEvent]) {
      signalEvent(control, event);
    }
    await Promise.all(this.workers.map(async (worker) => worker.terminate()));
    await Promise.all(this.exits);
  }
}

/** Resolves when the worker has ended; marks the queue as broken when it should not have. */
function watch(worker: Worker, queue: RecoveryQueue): Promise<void> {
  // A pool that nobody closed does not keep the program from ending; who waits for a chunk does.
  worker.unref();
  worker.on("error", (error) => failQueue(queue.shared, error));
  return new Promise((resolve) => {
    worker.once("exit", (code) => {
      failQueue(queue.shared, `the thread ended with code ${code}`);
      resolve();
    });
  });
}
