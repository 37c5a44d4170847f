import { bounds, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { forkOf } from "../../rules/forkOf.js";
import type { Rules } from "../../rules/Rules.js";
import type { CompileOptions } from "../compiler/compileContract.js";
import type { Runtime } from "./Runtime.js";

/** What compiled code is bounded by under a rule set. */
export function compileOptionsOf(rules: Rules): CompileOptions {
  const { frameMemory, region } = rules.kind === "muniment" ? bounds : unbounded;
  return { fork: forkOf(rules), bounds: { frameMemory, region } };
}

/** The runtime's own limits under Ethereum's rules (assembly/runtime/rules.ts). */
const unbounded = { frameMemory: 0x7fffffff, region: 0x7fffffff };

// Code entries of the runtime (assembly/runtime/codes.ts).
const codeBytes = 32;
const codeLength = 36;
const codeDelegation = 52;

/**
 * The compiled codes of one runtime: instances that share its memory, in its table of functions. A code that is
 * installed runs compiled from its next call on.
 */
export class CompiledCodes {
  readonly #runtime: Runtime;
  readonly #entries = new Map<Hex, number>();
  /** Places in the table of functions that nothing uses any more. */
  readonly #free: number[] = [];

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** How many codes were installed. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether a code was installed. */
  isCompiled(code: number): boolean {
    return this.#entries.has(this.hashOf(code));
  }

  /** keccak256 of a code of the runtime. */
  hashOf(code: number): Hex {
    return toHex(this.#runtime.bytes(this.#runtime.wasm.codeEntry(code) >>> 0, 32));
  }

  /** A copy of a code's bytes. */
  bytesOf(code: number): Uint8Array {
    const at = this.#runtime.wasm.codeEntry(code) >>> 0;
    const view = new DataView(this.#runtime.memory.buffer, at);
    return this.#runtime.bytes(view.getUint32(codeBytes, true), view.getUint32(codeLength, true)).slice();
  }

  /** Bytes of a code. */
  sizeOf(code: number): number {
    const at = this.#runtime.wasm.codeEntry(code) >>> 0;
    return new DataView(this.#runtime.memory.buffer, at).getUint32(codeLength, true);
  }

  /** Whether a code is EIP-7702's delegation, which is never run itself. */
  isDelegation(code: number): boolean {
    const at = this.#runtime.wasm.codeEntry(code) >>> 0;
    return new DataView(this.#runtime.memory.buffer, at).getUint32(codeDelegation, true) !== 0;
  }

  /** Whether the code with this hash was installed before; then it is only switched on again for `code`. */
  reuse(code: number, hash: Hex): boolean {
    const entry = this.#entries.get(hash);
    if (entry === undefined || !this.#isNow(code, hash)) return false;
    this.#runtime.wasm.setCompiled(code, entry);
    return true;
  }

  /**
   * Makes a code run compiled.
   * @param code Its id in the runtime.
   * @param module What `compileContract` made of it under the runtime's rules, as a WebAssembly module.
   * @param hash keccak256 of the code that was compiled. Whoever compiles in the background must tell it: when a block is
   * undone meanwhile, the id may be another code's, and nothing is installed.
   * @returns Whether the code runs compiled now.
   */
  install(code: number, module: WebAssembly.Module, hash: Hex = this.hashOf(code)): boolean {
    const { memory, wasm } = this.#runtime;
    if (!this.#isNow(code, hash)) return false;
    const instance = new WebAssembly.Instance(module, {
      env: { memory },
      runtime: wasm as unknown as Record<string, unknown>,
    });
    const entry = this.#free.pop() ?? wasm.table.grow(1);
    wasm.table.set(entry, instance.exports["run"]);
    this.#entries.set(hash, entry);
    wasm.setCompiled(code, entry);
    return true;
  }

  /** Whether the id is, at this time, that of the code with this hash. */
  #isNow(code: number, hash: Hex): boolean {
    return code < this.#runtime.wasm.codeCount() && this.hashOf(code) === hash;
  }

  /** Makes every code run interpreted again and lets go of what was compiled. Only between transactions. */
  clear(): void {
    const { wasm } = this.#runtime;
    for (let code = 1; code < wasm.codeCount(); code++) wasm.setCompiled(code, 0);
    for (const entry of this.#entries.values()) {
      wasm.table.set(entry, null);
      this.#free.push(entry);
    }
    this.#entries.clear();
  }
}
