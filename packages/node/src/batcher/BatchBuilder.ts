import type { Worker } from "node:worker_threads";
import { startWorker } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import type { BatchQuestion, BatchReply, BatchTask, BuiltCommit } from "./BatchRequest.js";

interface Waiting {
  readonly resolve: (value: BuiltCommit | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The batcher's end of the thread that packs blocks, executes them once more, and makes headers and blobs. */
export class BatchBuilder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #failure: ProtocolError | undefined;

  constructor(task: BatchTask) {
    this.#worker = startWorker({
      module: new URL("./runBatchDesk.ts", import.meta.url),
      run: "runBatchDesk",
      data: task,
    });
    this.#worker.on("message", (reply: BatchReply) => this.#take(reply));
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#worker.on("exit", (code) => this.#fail(`the thread ended with code ${String(code)}`));
  }

  /**
   * Asks the thread.
   * @returns Undefined when no batch is to be closed yet.
   * @throws BATCH_REPLICA_DIFFERS, BATCHER_FAILED, what reading the log and executing throw
   */
  async ask(question: BatchQuestion): Promise<BuiltCommit | undefined> {
    if (this.#failure !== undefined) throw this.#failure;
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, question });
    });
  }

  async close(): Promise<void> {
    this.#fail("it was closed");
    await this.#worker.terminate();
  }

  #take(reply: BatchReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (waiting === undefined) return;
    if ("code" in reply) waiting.reject(new ProtocolError(reply.code, reply.context as never));
    else if ("problem" in reply)
      waiting.reject(new ProtocolError("BATCHER_FAILED", { problem: reply.problem }));
    else waiting.resolve(reply.value);
  }

  #fail(problem: string): void {
    this.#failure ??= new ProtocolError("BATCHER_FAILED", { problem });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
