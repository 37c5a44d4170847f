import type { State } from "@muniment/executor";
import {
  compileContract,
  type CompileOptions,
} from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import type { PlanLimits } from "../../../../packages/executor/src/vm/compiler/trace/RootPlan.js";
import {
  CompiledCodes,
  compileOptionsOf,
} from "../../../../packages/executor/src/vm/runtime/CompiledCodes.js";

// Entries of the table of codes (packages/executor/assembly/runtime/codes.ts).
const entry = { bytes: 32, length: 36, delegation: 52 } as const;

/** Compiles what is in a state's table of codes, at once or bit by bit. */
export class Compiling {
  readonly codes: CompiledCodes;
  readonly #state: State;
  readonly #options: CompileOptions;

  /** @param limits The compiler's own unless told. */
  constructor(state: State, limits?: PlanLimits) {
    this.#state = state;
    this.#options = { ...compileOptionsOf(state.rules), ...(limits === undefined ? {} : { limits }) };
    this.codes = new CompiledCodes(state.runtime);
  }

  /** Compiles the codes that are chosen and not compiled yet; delegations are no code. */
  compile(isChosen: (code: number) => boolean = () => true): void {
    const { runtime } = this.#state;
    for (let code = 1; code < runtime.wasm.codeCount(); code++) {
      const at = runtime.wasm.codeEntry(code) >>> 0;
      const view = new DataView(runtime.memory.buffer);
      if (view.getUint32(at + entry.delegation, true) !== 0 || !isChosen(code)) continue;
      if (this.codes.reuse(code, this.codes.hashOf(code))) continue;
      const bytes = runtime.bytes(
        view.getUint32(at + entry.bytes, true),
        view.getUint32(at + entry.length, true),
      );
      const { wasm } = compileContract(bytes.slice(), this.#options);
      this.codes.install(code, new WebAssembly.Module(wasm));
    }
  }
}
