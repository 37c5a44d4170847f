import type { Worker } from "node:worker_threads";
import type { CompiledCodes } from "../vm/runtime/CompiledCodes.js";
import { compileOptionsOf } from "../vm/runtime/CompiledCodes.js";
import type { Runtime } from "../vm/runtime/Runtime.js";
import { startWorker } from "../workers/startWorker.js";
import type { CompileReply, CompileRequest } from "./runCompile.js";

/** How often a code is entered before it is compiled: enough that compiling pays, few enough that it comes soon. */
const defaultThreshold = 256;

export interface HotCodesOptions {
  /** Entries of a code, while it is interpreted, after which it is compiled. */
  readonly threshold?: number;
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
  readonly #requested = new Set<number>();
  readonly #replies: CompileReply[] = [];
  #waiting: (() => void)[] = [];
  #compiling = 0;
  #isLost = false;

  constructor(runtime: Runtime, codes: CompiledCodes, options: HotCodesOptions = {}) {
    this.#runtime = runtime;
    this.#codes = codes;
    this.#threshold = options.threshold ?? defaultThreshold;
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
      if ("module" in reply) this.#codes.install(reply.id, reply.module);
    }
    const { wasm } = this.#runtime;
    for (let id = 1; id < wasm.codeCount(); id++) {
      if (wasm.heatOf(id) >= this.#threshold) this.#request(id);
    }
  }

  /** Resolves when everything asked for is compiled; `turn` then installs it. For benchmarks and tests. */
  async settled(): Promise<void> {
    while (this.#compiling > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #lose(): void {
    this.#isLost = true;
    this.#compiling = 0;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #request(id: number): void {
    if (this.#isLost || this.#requested.has(id)) return;
    this.#requested.add(id);
    if (this.#codes.reuse(id, this.#codes.hashOf(id))) return;
    this.#compiling++;
    const request: CompileRequest = { id, code: this.#codes.bytesOf(id) };
    this.#worker.postMessage(request);
  }
}
