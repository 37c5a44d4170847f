import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { startWorker } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import { ProtocolError } from "@muniment/protocol";
import { runPrefix } from "../../bb/runPrefix.js";
import { readSrs } from "../../srs/readSrs.js";
import type { BatchSize } from "../batches/BatchSize.js";
import type { CircuitInputs } from "../../CircuitInputs.js";
import type { CircuitProver } from "./CircuitProver.js";
import type { ProverFiles } from "./ProverFiles.js";
import type { ProverOrder, ProverQuestion, ProverReply } from "./ProverQuestion.js";
import { verificationKeyHash } from "./verificationKeyHash.js";

/** Milliseconds within which the thread ends by itself: as long as a witness takes, which nothing interrupts. */
const mostPatience = 20_000;

interface Waiting {
  readonly resolve: (value: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Proves in a thread of its own, so that clients are answered meanwhile; a thread that failed is started anew. */
export class ThreadProver implements CircuitProver {
  readonly isInsecure: boolean;
  readonly sizes: readonly BatchSize[];
  readonly keyHashOf: (size: BatchSize) => Hex;
  readonly #files: ProverFiles;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #isClosed = false;
  #next = 1;

  /** @throws SRS_INVALID */
  constructor(files: ProverFiles) {
    this.#files = files;
    mkdirSync(files.work, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(files.work))
      if (name.startsWith(runPrefix)) rmSync(join(files.work, name), { recursive: true });
    this.isInsecure = readSrs(files.srs, files.levels).isInsecure;
    this.sizes = files.circuits.map(({ size }) => size).sort((one, other) => one - other);
    const keys = new Map(files.circuits.map(({ size, key }) => [size, verificationKeyHash(key)]));
    this.keyHashOf = (size) => keys.get(size) ?? "0x";
  }

  witness(size: BatchSize, inputs: CircuitInputs): Promise<Uint8Array> {
    return this.#ask({ kind: "witness", size, inputs });
  }

  prove(size: BatchSize, witness: Uint8Array): Promise<Uint8Array> {
    return this.#ask({ kind: "proof", size, witness });
  }

  /** Ends the native prover too, if it runs, and takes its witness away; whatever is asked later fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail("it was closed");
    if (worker === undefined) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    worker.postMessage({ kind: "end" } satisfies ProverOrder);
    const patience = setTimeout(() => void worker.terminate(), mostPatience);
    await ended;
    clearTimeout(patience);
  }

  #ask(question: ProverQuestion): Promise<Uint8Array> {
    // Nobody would end the thread that it started.
    if (this.#isClosed)
      return Promise.reject(new ProtocolError("PROVER_THREAD_FAILED", { problem: "it is closed" }));
    this.#worker ??= this.#start();
    const id = this.#next++;
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ kind: "ask", id, question } satisfies ProverOrder);
    });
  }

  #start(): Worker {
    const module = new URL("./runProvingThread.ts", import.meta.url);
    const worker = startWorker({ module, run: "runProvingThread", data: this.#files });
    const end = (problem: string) => {
      // The end of a thread that failed comes when its successor is at work already.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#fail(problem);
    };
    worker.on("message", (reply: ProverReply) => this.#take(reply));
    worker.on("error", (error) => end(error instanceof Error ? error.name : "unknown"));
    worker.on("exit", (code) => end(`it ended with code ${String(code)}`));
    return worker;
  }

  #take(reply: ProverReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (waiting === undefined) return;
    if ("code" in reply) waiting.reject(new ProtocolError(reply.code, reply.context as never));
    else if ("problem" in reply)
      waiting.reject(new ProtocolError("PROVER_THREAD_FAILED", { problem: reply.problem }));
    else waiting.resolve(reply.value);
  }

  #fail(problem: string): void {
    for (const { reject } of this.#waiting.values())
      reject(new ProtocolError("PROVER_THREAD_FAILED", { problem }));
    this.#waiting.clear();
  }
}
