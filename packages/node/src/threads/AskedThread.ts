import type { Worker } from "node:worker_threads";
import { startWorker } from "@muniment/executor";
import type { WorkerTask } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import type { ThreadReply } from "./ThreadReply.js";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that answers questions, one after the other; which answers belong to which, its user says. */
export class AskedThread<Question, Answer> {
  readonly #worker: Worker;
  readonly #code: "BATCHER_FAILED" | "FOLLOWER_FAILED";
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #failure: ProtocolError | undefined;

  /** @param code Of what is thrown when the thread fails, or ends. */
  constructor(task: WorkerTask, code: "BATCHER_FAILED" | "FOLLOWER_FAILED") {
    this.#code = code;
    this.#worker = startWorker(task);
    this.#worker.on("message", (reply: ThreadReply) => this.#take(reply));
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#worker.on("exit", (exit) => this.#fail(`the thread ended with code ${String(exit)}`));
  }

  /** @throws what the thread throws */
  async ask(question: Question): Promise<Answer> {
    if (this.#failure !== undefined) throw this.#failure;
    const id = this.#next++;
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as Answer), reject });
      this.#worker.postMessage({ id, question });
    });
  }

  async close(): Promise<void> {
    this.#fail("it was closed");
    await this.#worker.terminate();
  }

  #take(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (waiting === undefined) return;
    if ("code" in reply) waiting.reject(new ProtocolError(reply.code, reply.context as never));
    else if ("problem" in reply) waiting.reject(new ProtocolError(this.#code, { problem: reply.problem }));
    else waiting.resolve(reply.value);
  }

  #fail(problem: string): void {
    this.#failure ??= new ProtocolError(this.#code, { problem });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
