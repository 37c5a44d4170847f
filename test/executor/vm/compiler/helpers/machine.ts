import {
  compileContract,
  standardLimits,
} from "../../../../../packages/executor/src/vm/compiler/compileContract.js";
import type { PlanLimits } from "../../../../../packages/executor/src/vm/compiler/trace/RootPlan.js";
import type { CompileStats } from "../../../../../packages/executor/src/vm/compiler/compileContract.js";
import type { Rules } from "../../../../../packages/executor/src/rules/Rules.js";
import { forkOf } from "../../../../../packages/executor/src/rules/forkOf.js";
import * as layout from "../../../../../packages/executor/src/vm/runtime/layout.js";
import { Runtime } from "../../../../../packages/executor/src/vm/runtime/Runtime.js";

/** A program and the transaction that runs it. */
export interface Program {
  readonly code: Uint8Array;
  /** Gas the program itself has. */
  readonly gas: bigint;
  readonly data?: Uint8Array;
  readonly value?: bigint;
}

/** All that a transaction leaves behind. */
export interface Outcome {
  readonly status: "returned" | "reverted" | "halted";
  /** Gas the program left. */
  readonly gas: bigint;
  readonly output: string;
  readonly receipts: string;
  readonly changes: string;
}

export type Engine = "interpreted" | "compiled";

export const CONTRACT = "0x0000000000000000000000000000000000005e1f";
const SENDER = "0x00000000000000000000000000000000ca11e400";
const STATUSES = ["returned", "reverted", "halted"] as const;
/** Codes a runtime is given before it is emptied. */
const CODES = 800;
const RECORD_SIZE = 272;

/** A runtime in which programs run as contracts called by a transaction, interpreted or compiled. */
export class Machine {
  readonly runtime: Runtime;
  readonly engine: Engine;
  /** What the compiler made of the last program. */
  stats: CompileStats | undefined;
  /** How often compiled code left the rest of a frame to the interpreter. */
  handOvers = 0;
  readonly #entry: number;
  readonly #limits: PlanLimits;
  #codes = 0;

  constructor(engine: Engine, rules: Rules = { kind: "ethereum", fork: "osaka" }, limits = standardLimits) {
    this.engine = engine;
    this.#limits = limits;
    this.runtime = new Runtime({ rules });
    this.#entry = this.runtime.wasm.table.grow(1);
  }

  /** Gives the contract its code, compiled if that is this machine's engine. Undoes what came before. */
  deploy(code: Uint8Array, contract: `0x${string}` = CONTRACT): void {
    const { runtime } = this;
    runtime.undoBlock();
    if (++this.#codes % CODES === 0) runtime.reset();
    runtime.setEnvironment({
      ...{
        coinbase: `0x${"c0".repeat(20)}`,
        timestamp: 1_800_000_000n,
        number: 300n,
        prevRandao: 1n << 255n,
      },
      ...{ gasLimit: 1_000_000_000n, chainId: 7n, baseFee: 5n, blobBaseFee: 1n },
    });
    runtime.putAccount(SENDER, { nonce: 0n, balance: 10n ** 18n, code: new Uint8Array() });
    runtime.putAccount(contract, { nonce: 1n, balance: 1_000_000n, code });
    if (this.engine === "compiled") this.setCompiled(code, this.#entry);
    runtime.beginBlock();
  }

  /** Makes the runtime run a code's compiled module, which stands at a place of its table. */
  setCompiled(code: Uint8Array, entry = this.runtime.wasm.table.grow(1)): void {
    const { runtime } = this;
    const at = runtime.wasm.inputRegion() >>> 0;
    runtime.bytes(at, code.length).set(code);
    const id = runtime.wasm.codeOf(at, code.length);
    if (code.length === 0) return;
    runtime.wasm.table.set(entry, this.#compile(code));
    runtime.wasm.setCompiled(id, entry);
  }

  /** Deploys a program and runs it once. */
  run(program: Program): Outcome {
    this.deploy(program.code);
    return this.call(program);
  }

  /** Sends the contract one transaction and tells what it left; the state stays as it left it. */
  call({ gas, data = new Uint8Array(), value = 0n }: Omit<Program, "code">): Outcome {
    const { runtime } = this;
    const execution = runtime.execute(recordOf({ gas, data, value }), 1, { marks: false, from: 0 });
    if (execution.executed !== 1) throw new TypeError(`not executed: ${String(execution.verdict)}`);
    const status = STATUSES[runtime.wasm.transactionOutcome()]!;
    const view = new DataView(runtime.memory.buffer);
    return {
      status,
      gas: status === "halted" ? 0n : view.getBigInt64(layout.FRAMES + layout.FRAME_GAS, true),
      output: hex(runtime.output()),
      receipts: hex(runtime.receipts()),
      changes: hex(runtime.changes()),
    };
  }

  #compile(code: Uint8Array): WebAssembly.ExportValue {
    const { rules, memory, wasm } = this.runtime;
    const most = rules.kind === "muniment" ? { frameMemory: 131_072, region: 49_152 } : undefined;
    const bounds = most ?? { frameMemory: 0x7fffffff, region: 0x7fffffff };
    const compiled = compileContract(code, { fork: forkOf(rules), bounds, limits: this.#limits });
    this.stats = compiled.stats;
    const module = new WebAssembly.Module(new Uint8Array(compiled.wasm));
    const { interpretOn } = wasm as unknown as { readonly interpretOn: (frame: number) => number };
    const counted = (frame: number): number => {
      this.handOvers++;
      return interpretOn(frame);
    };
    const runtime = { ...wasm, interpretOn: counted };
    return new WebAssembly.Instance(module, { env: { memory }, runtime }).exports["run"]!;
  }

  /** How often the contract was interpreted from its start. */
  interpretations(code: Uint8Array): number {
    const { runtime } = this;
    const at = runtime.wasm.inputRegion() >>> 0;
    runtime.bytes(at, code.length).set(code);
    return runtime.wasm.heatOf(runtime.wasm.codeOf(at, code.length));
  }
}

/** Gas of the transaction before its contract runs. */
function intrinsicGas(data: Uint8Array): bigint {
  return 21_000n + data.reduce((sum, byte) => sum + (byte === 0 ? 4n : 16n), 0n);
}

/** A prepared transaction record: legacy, gas price 5, the nonce not checked beyond the first. */
function recordOf({ gas, data, value }: { gas: bigint; data: Uint8Array; value: bigint }): Uint8Array {
  const size = RECORD_SIZE + Math.ceil(data.length / 8) * 8;
  const record = new Uint8Array(size);
  const view = new DataView(record.buffer);
  view.setUint32(0, size, true);
  view.setBigUint64(16, intrinsicGas(data) + gas, true);
  view.setUint32(24, RECORD_SIZE, true);
  view.setUint32(28, data.length, true);
  view.setBigUint64(32, 5n, true);
  view.setBigUint64(64, 5n, true);
  view.setBigUint64(96, value, true);
  setAddress(view, 128, SENDER);
  setAddress(view, 152, CONTRACT);
  record.set(data, RECORD_SIZE);
  return record;
}

function setAddress(view: DataView, at: number, address: string): void {
  const value = BigInt(address);
  view.setBigUint64(at, BigInt.asUintN(64, value), true);
  view.setBigUint64(at + 8, BigInt.asUintN(64, value >> 64n), true);
  view.setUint32(at + 16, Number(value >> 128n), true);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
