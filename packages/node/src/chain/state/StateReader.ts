import type { Worker } from "node:worker_threads";
import { startWorker } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { StateTask } from "./StateDesk.js";
import type {
  AccountAnswer,
  CallAnswer,
  CallQuestion,
  ProofAnswer,
  StateQuestion,
  StateReply,
  StateReport,
} from "./StateRequest.js";
import type { TraceCallQuestion, TraceQuestion } from "./trace/TraceQuestion.js";

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Questions that may wait; a block that is followed is none. */
const defaultMostWaiting = 4096;

/**
 * The other threads' end of the state thread, which follows the blocks on a runtime of its own and answers what is asked
 * about the state after the latest and earlier blocks. Questions are answered in order.
 */
export class StateReader {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #mostWaiting: number;
  #next = 1;
  #failure: ProtocolError | undefined;

  private constructor(task: StateTask, mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
    this.#worker = startWorker({
      module: new URL("./runStateDesk.ts", import.meta.url),
      run: "runStateDesk",
      data: task,
    });
    this.#worker.on("message", (reply: StateReply) => this.#take(reply));
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    this.#worker.on("exit", (code) => this.#fail(`the thread ended with code ${String(code)}`));
  }

  /** Starts the thread and waits until it has loaded the state. @throws RPC_FAILED */
  static async start(task: StateTask, mostWaiting = defaultMostWaiting): Promise<StateReader> {
    const reader = new StateReader(task, mostWaiting);
    await new Promise((resolve, reject) => reader.#waiting.set(0, { resolve, reject }));
    return reader;
  }

  /** Questions that wait for their answers. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Takes in the next block; its change records are handed over. */
  async follow(block: bigint, changes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#ask({ kind: "follow", block, changes }, [changes.buffer]);
  }

  /** @throws STATE_PRUNED, BLOCK_UNKNOWN */
  async account(block: bigint, address: Hex): Promise<AccountAnswer | undefined> {
    return (await this.#ask({ kind: "account", block, address })) as AccountAnswer | undefined;
  }

  /** @throws STATE_PRUNED, BLOCK_UNKNOWN */
  async slot(block: bigint, address: Hex, key: bigint): Promise<bigint> {
    return (await this.#ask({ kind: "slot", block, address, key })) as bigint;
  }

  /** @throws CALL_REFUSED, STATE_PRUNED, BLOCK_UNKNOWN */
  async call(question: CallQuestion): Promise<CallAnswer> {
    return (await this.#ask({ kind: "call", ...question })) as CallAnswer;
  }

  /** @throws CALL_REFUSED, STATE_PRUNED, BLOCK_UNKNOWN */
  async estimate(question: CallQuestion): Promise<CallAnswer> {
    return (await this.#ask({ kind: "estimate", ...question })) as CallAnswer;
  }

  /** @returns JSON. @throws RPC_LIMIT_EXCEEDED, RPC_FAILED, STATE_PRUNED */
  async trace(question: TraceQuestion): Promise<string> {
    return (await this.#ask({ kind: "trace", ...question })) as string;
  }

  /** @returns JSON. @throws RPC_LIMIT_EXCEEDED, CALL_REFUSED, STATE_PRUNED, BLOCK_UNKNOWN */
  async traceCall(question: TraceCallQuestion): Promise<string> {
    return (await this.#ask({ kind: "traceCall", ...question })) as string;
  }

  /** @throws RPC_FAILED when no tree is kept; STATE_PRUNED, BLOCK_UNKNOWN */
  async prove(block: bigint, address: Hex, slots: readonly Hex[]): Promise<ProofAnswer> {
    return (await this.#ask({ kind: "prove", block, address, slots })) as ProofAnswer;
  }

  async report(): Promise<StateReport> {
    return (await this.#ask({ kind: "report" })) as StateReport;
  }

  async close(): Promise<void> {
    this.#fail("it was closed");
    await this.#worker.terminate();
  }

  async #ask(question: StateQuestion, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#waiting.size >= this.#mostWaiting && question.kind !== "follow") {
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", {
        what: "questions about the state that wait",
        actual: this.#waiting.size + 1,
        limit: this.#mostWaiting,
      });
    }
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, question }, transfer);
    });
  }

  #take(reply: StateReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (waiting === undefined) return;
    if ("code" in reply) waiting.reject(new ProtocolError(reply.code, reply.context as never));
    else if ("problem" in reply) waiting.reject(new ProtocolError("RPC_FAILED", { problem: reply.problem }));
    else waiting.resolve(reply.value);
  }

  #fail(problem: string): void {
    this.#failure ??= new ProtocolError("RPC_FAILED", { problem: `the state thread: ${problem}` });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
