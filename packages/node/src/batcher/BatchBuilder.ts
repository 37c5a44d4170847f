import { AskedThread } from "../threads/AskedThread.js";
import type { BatchQuestion, BatchTask, BuiltCommit } from "./BatchRequest.js";

/** The batcher's end of the thread that packs blocks, executes them once more, and makes headers and blobs. */
export class BatchBuilder {
  readonly #thread: AskedThread<BatchQuestion, BuiltCommit | undefined>;

  constructor(task: BatchTask) {
    const module = new URL("./runBatchDesk.ts", import.meta.url);
    this.#thread = new AskedThread({ module, run: "runBatchDesk", data: task }, "BATCHER_FAILED");
  }

  /**
   * Asks the thread.
   * @returns Undefined when no batch is to be closed yet.
   * @throws BATCH_REPLICA_DIFFERS, BATCHER_FAILED, what reading the log and executing throw
   */
  async ask(question: BatchQuestion): Promise<BuiltCommit | undefined> {
    return this.#thread.ask(question);
  }

  async close(): Promise<void> {
    await this.#thread.close();
  }
}
