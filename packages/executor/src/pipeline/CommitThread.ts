import type { Worker } from "node:worker_threads";
import { ProtocolError, zeroHash } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { DirectoryLock } from "../state/log/DirectoryLock.js";
import { startWorker } from "../workers/startWorker.js";
import type { BlockJob, CommitJob } from "./CommitJob.js";
import type { CommitReport, ProducedBlock } from "./CommitReport.js";
import type { CommitTask } from "./runCommit.js";

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: Error): void;
}

/** The execution thread's end of the commit thread. Jobs are answered in order. */
export class CommitThread {
  readonly #worker: Worker;
  readonly #ready: Promise<void>;
  readonly #loads: Waiting<Hex | undefined>[] = [];
  readonly #blocks: { number: bigint; sealed?: ProducedBlock; waiting: Waiting<ProducedBlock> }[] = [];
  readonly #waiting: (() => void)[] = [];
  #failure: ProtocolError | undefined;
  #isClosed = false;
  readonly #lock: DirectoryLock | undefined;

  /** @throws LOG_LOCKED when the log is open already */
  constructor(task: CommitTask) {
    const { log } = task;
    // The thread may be ended at any time, so the lock is not its own.
    const isLocked = log === undefined || log.options?.isLocked === true;
    this.#lock = isLocked ? undefined : DirectoryLock.acquire(log.directory);
    this.#worker = startWorker({
      module: new URL("./runCommit.ts", import.meta.url),
      run: "runCommit",
      data:
        log === undefined ? task : { ...task, log: { ...log, options: { ...log.options, isLocked: true } } },
    });
    let waiting: Waiting<void> | undefined;
    this.#ready = new Promise((resolve, reject) => (waiting = { resolve, reject }));
    this.#worker.on("message", (report: CommitReport) => {
      if (report.kind === "ready") {
        this.#worker.unref();
        waiting?.resolve();
      } else this.#take(report);
    });
    this.#worker.on("error", (error: unknown) => {
      this.#fail(error instanceof Error ? error.message : String(error));
      waiting?.reject(this.#failure as ProtocolError);
    });
    this.#worker.on("exit", (code) => {
      this.#lock?.release();
      if (this.#isClosed) return;
      this.#fail(`the thread ended with code ${String(code)}`);
      waiting?.reject(this.#failure as ProtocolError);
    });
  }

  /** Waits until the thread takes jobs. @throws COMMIT_THREAD_FAILED */
  async ready(): Promise<void> {
    await this.#ready;
  }

  /** Blocks that are under way. */
  get pending(): number {
    return this.#blocks.length;
  }

  /** Takes in state before the first block; the records are copied. @throws COMMIT_THREAD_FAILED */
  async load(changes: Uint8Array): Promise<void> {
    await this.#load(changes.slice().buffer, false);
  }

  /** The root of the state taken in so far. @throws COMMIT_THREAD_FAILED */
  async root(): Promise<Hex> {
    return (await this.#load(new ArrayBuffer(0), true)) ?? zeroHash;
  }

  /** Commits a block; its buffers are handed over. Resolves when it is sealed and safe. @throws COMMIT_THREAD_FAILED */
  async commit(job: BlockJob): Promise<ProducedBlock> {
    if (this.#failure !== undefined) throw this.#failure;
    return new Promise((resolve, reject) => {
      this.#blocks.push({ number: job.number, waiting: { resolve, reject } });
      this.#post(job, [job.changes, job.receipts, job.raw, job.offsets]);
    });
  }

  /** Resolves when fewer than `most` blocks are under way. @throws COMMIT_THREAD_FAILED */
  async room(most: number): Promise<void> {
    while (this.#blocks.length >= most) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /**
   * Ends the thread when every block under way is safe.
   * @throws COMMIT_THREAD_FAILED when it has failed, or fails before; it is ended then too. Closing again does nothing.
   */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    try {
      await this.room(1);
    } finally {
      this.#isClosed = true;
      this.#fail("it was closed");
      await this.#worker.terminate();
      this.#lock?.release();
    }
  }

  async #load(changes: ArrayBuffer, isLast: boolean): Promise<Hex | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    return new Promise((resolve, reject) => {
      this.#loads.push({ resolve, reject });
      this.#post({ kind: "load", changes, isLast }, [changes]);
    });
  }

  #post(job: CommitJob, transfer: ArrayBuffer[] = []): void {
    // Work under way keeps the program alive; a thread that waits for more does not.
    this.#worker.ref();
    this.#worker.postMessage(job, transfer);
  }

  #take(report: Exclude<CommitReport, { kind: "ready" }>): void {
    if (report.kind === "loaded") {
      this.#loads.shift()?.resolve(report.root);
      this.#wake();
    } else if (report.kind === "failed") this.#fail(report.problem);
    else if (report.kind === "sealed") {
      const block = this.#blocks.find(({ number }) => number === report.header.number);
      if (block !== undefined) block.sealed = report;
    } else this.#settle(report.number);
    this.#rest();
  }

  /** Lets the program end when nothing is under way. */
  #rest(): void {
    if (this.#loads.length + this.#blocks.length === 0) this.#worker.unref();
  }

  /** Answers for every block up to `number`: it is sealed, and on disk. */
  #settle(number: bigint): void {
    for (
      let block = this.#blocks[0];
      block !== undefined && block.number <= number;
      block = this.#blocks[0]
    ) {
      this.#blocks.shift();
      if (block.sealed !== undefined) block.waiting.resolve(block.sealed);
    }
    this.#wake();
  }

  #wake(): void {
    if (this.#blocks.length + this.#loads.length === 0) this.#worker.unref();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #fail(problem: string): void {
    this.#failure ??= new ProtocolError("COMMIT_THREAD_FAILED", { problem });
    for (const { waiting } of this.#blocks.splice(0)) waiting.reject(this.#failure);
    for (const waiting of this.#loads.splice(0)) waiting.reject(this.#failure);
    this.#wake();
  }
}
