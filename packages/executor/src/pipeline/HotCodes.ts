import type { Worker } from "node:worker_threads";
import type { Hex } from "@muniment/protocol";
import type { CompiledCodes } from "../vm/runtime/CompiledCodes.js";
import { compileOptionsOf } from "../vm/runtime/CompiledCodes.js";
import type { Runtime } from "../vm/runtime/Runtime.js";
import { startWorker } from "../workers/startWorker.js";
import type { CompiledReply, CompileReply, CompileRequest } from "./runCompile.js";

/** How often a code is entered before it is compiled: enough that compiling pays, few enough that it comes soon. */
const defaultThreshold = 256;

/** EVM bytes that are kept compiled: a module takes some 40 times as much, and a table as long as the code. */
const defaultKeptBytes = 4 * 1024 * 1024;
/** What a module costs however short its code, in bytes of code. */
const overhead = 1024;
/** Codes asked for at a time: what is compiled slowly must not pile up. */
const mostUnderWay = 32;
/** Codes looked at between two blocks. */
const mostLookedAt = 16_384;

export interface HotCodesOptions {
  /** Entries of a code, while it is interpreted, after which it is compiled. */
  readonly threshold?: number;
  /** Bytes of code kept compiled, with 1,024 more for each; then all begin anew, so that nobody fills it for good. */
  readonly keptBytes?: number;
}

/**
 * Finds the codes that run often and has them compiled in a thread of their own, off the path of transactions. Call
 * `turn` between blocks: only there may a code change from interpreted to compiled.
 */
export class HotCodes {
  readonly #runtime: Runtime;
  readonly #codes: CompiledCodes;
  readonly #threshold: number;
  readonly #worker: Worker;
  readonly #keptBytes: number;
  /** What was asked for, by the code's id: after an undone block an id may belong to another code. */
  readonly #requested = new Map<number, Hex>();
  /** How hot codes were when all began anew. */
  readonly #heatBefore = new Map<number, number>();
  #kept = 0;
  /** The code to be looked at next. */
  #next = 0;
  readonly #replies: CompileReply[] = [];
  #waiting: (() => void)[] = [];
  #compiling = 0;
  #isLost = false;

  constructor(runtime: Runtime, codes: CompiledCodes, options: HotCodesOptions = {}) {
    this.#runtime = runtime;
    this.#codes = codes;
    this.#threshold = options.threshold ?? defaultThreshold;
    this.#keptBytes = options.keptBytes ?? defaultKeptBytes;
    this.#worker = startWorker({
      module: new URL("./runCompile.ts", import.meta.url),
      run: "runCompile",
      data: compileOptionsOf(runtime.rules),
    });
    this.#worker.unref();
    this.#worker.on("message", (reply: CompileReply) => {
      this.#replies.push(reply);
      this.#compiling--;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    // Without the thread everything goes on interpreted.
    this.#worker.on("error", () => this.#lose());
    this.#worker.on("exit", () => this.#lose());
  }

  /** Codes that run compiled. */
  get compiled(): number {
    return this.#codes.size;
  }

  /** Installs what was compiled and asks for what became hot. */
  turn(): void {
    for (const reply of this.#replies.splice(0)) {
      if ("module" in reply) this.#install(reply);
    }
    const { wasm } = this.#runtime;
    const count = wasm.codeCount();
    // Most codes are cold, and there may be many: a part of them each time, the rest the next.
    for (let left = Math.min(count, mostLookedAt); left > 0; left--) {
      if (this.#next >= count) this.#next = 0;
      const id = this.#next++;
      const heat = wasm.heatOf(id);
      if (heat < this.#threshold) continue;
      const before = this.#heatBefore.get(id) ?? 0;
      // One that is colder than it was is another code, with the id of one that is gone.
      if (heat < before || heat - before >= this.#threshold) this.#request(id);
    }
  }

  /** Resolves when everything asked for is compiled; `turn` then installs it. For benchmarks and tests. */
  async settled(): Promise<void> {
    while (this.#compiling > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #install({ id, hash, module }: CompiledReply): void {
    if (this.#codes.reuse(id, hash)) return;
    const size = this.#codes.sizeOf(id) + overhead;
    if (this.#kept + size > this.#keptBytes) this.#beginAnew();
    if (this.#codes.install(id, module, hash)) this.#kept += size;
    // The code went meanwhile. It may come again, and under this id.
    else if (this.#requested.get(id) === hash) this.#requested.delete(id);
  }

  #beginAnew(): void {
    this.#codes.clear();
    this.#kept = 0;
    this.#requested.clear();
    const { wasm } = this.#runtime;
    for (let id = 1; id < wasm.codeCount(); id++) this.#heatBefore.set(id, wasm.heatOf(id));
  }

  #lose(): void {
    this.#isLost = true;
    this.#compiling = 0;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #request(id: number): void {
    if (this.#isLost || this.#compiling >= mostUnderWay) return;
    const hash = this.#codes.hashOf(id);
    // First: a code that went and came again under its id was asked for, and its entry is new.
    if (this.#codes.reuse(id, hash)) return;
    if (this.#requested.get(id) === hash) return;
    this.#requested.set(id, hash);
    this.#compiling++;
    const request: CompileRequest = { id, hash, code: this.#codes.bytesOf(id) };
    this.#worker.postMessage(request);
  }
}
