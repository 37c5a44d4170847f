import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { forkOf } from "../../rules/forkOf.js";
import type { Rules } from "../../rules/Rules.js";
import { adviseLargePages } from "../../wasm/adviseLargePages.js";
import { loadWasm } from "../../wasm/loadWasm.js";
import { callPrecompile } from "../precompiles/callPrecompile.js";
import { precompiles } from "../precompiles/precompiles.js";
import type { BlockEnvironment } from "./BlockEnvironment.js";
import { AccountReader } from "./AccountReader.js";
import * as layout from "./layout.js";
import { smallCapacity } from "./RuntimeCapacity.js";
import type { RuntimeCapacity } from "./RuntimeCapacity.js";
import type { RuntimeExports } from "./RuntimeExports.js";
import type { TraceHooks } from "./TraceHooks.js";
import { faultOf } from "./faultOf.js";
import type { Full } from "./faultOf.js";
import { verdictOf } from "./verdicts.js";
import type { Verdict } from "./verdicts.js";
import { readWord, writeWord } from "./words.js";

const forks = { cancun: 0, prague: 1, osaka: 2 } as const;
const maximumPages = 65_536;
const initialPages = 64;
/** A region smaller than this could not hold one record. */
const leastBytes = 4096;
/** What `loadRecords` says of a code that its hash does not name (assembly/runtime/loading.ts). */
const codeWrong = 3;

export interface RuntimeOptions {
  readonly rules: Rules;
  readonly capacity?: RuntimeCapacity;
  /** Seeds the hash tables, so that nobody can choose keys that collide in them; it never shows in a result. */
  readonly chance?: bigint;
  /** Gives the hash of a block whose write was put off (`deferBlockHash`), waiting for it; who never defers needs none. */
  readonly awaitBlockHash?: (number: bigint) => bigint;
  /** Whether to ask the system for large pages: for a state that lives long and grows large. */
  readonly useLargePages?: boolean;
  /** Whether `trace` works; the machine is slower by a few parts in a hundred then. */
  readonly isTraced?: boolean;
}

/** Address, input and its size, gas, output and room for it, as the runtime passes them. */
type PrecompileOperands = [number, number, number, number, number, number];

/** How a run of records went. */
export interface Execution {
  /** Records executed; the one after them has the verdict. */
  readonly executed: number;
  /** Bytes of the executed records. */
  readonly bytes: number;
  /** Why the next record cannot be in the block; absent when all were executed. */
  readonly verdict?: Verdict;
  /** What was full, when the verdict is CAPACITY_EXCEEDED; the transaction left no trace and others may follow. */
  readonly full?: Full;
}

/**
 * One instance of the WebAssembly runtime: a state and the machine that changes it, in one linear memory. It knows no
 * I/O, no clock and no chance but the seed of its tables. Views it returns are valid until the next call.
 */
export class Runtime {
  readonly rules: Rules;
  readonly memory: WebAssembly.Memory;
  readonly wasm: RuntimeExports;
  readonly accounts: AccountReader;
  #hooks: TraceHooks | undefined;

  /** @throws EXECUTOR_NOT_BUILT, EXECUTION_CAPACITY_EXCEEDED when the capacity does not fit 4 GiB. */
  constructor({
    rules,
    capacity = smallCapacity,
    chance = 0n,
    awaitBlockHash = neverDeferred,
    useLargePages = false,
    isTraced = false,
  }: RuntimeOptions) {
    this.rules = rules;
    this.memory = new WebAssembly.Memory({ initial: initialPages, maximum: maximumPages });
    if (useLargePages) adviseLargePages(this.memory);
    const fork = forkOf(rules);
    const precompile = (...[address, input, size, gas, output, limit]: PrecompileOperands): number =>
      this.#precompile({ address, gas, fork, input: this.bytes(input >>> 0, size) }, output >>> 0, limit);
    const instance = new WebAssembly.Instance(loadWasm(isTraced ? "traced" : "runtime"), {
      env: { memory: this.memory },
      tracing: this.#tracing(),
      precompiles: {
        precompile,
        price: (address: number, input: number, size: number) =>
          precompiles.get(address)?.gas(this.bytes(input >>> 0, size), fork) ?? Infinity,
      },
      parentHash: {
        awaitHash: (number: bigint, out: number) => this.#writeHash(awaitBlockHash(number), out >>> 0),
      },
    });
    this.wasm = instance.exports as unknown as RuntimeExports;
    const { memoryBytes, workBytes, codeBytes, codes, accounts, slots } = capacity;
    if (Math.min(memoryBytes, workBytes, codeBytes) < leastBytes || Math.min(codes, accounts, slots) < 1)
      throw this.capacityError();
    if (this.wasm.initialise(memoryBytes, workBytes, codeBytes, codes, accounts, slots) === 0)
      throw this.capacityError();
    this.wasm.setRules(rules.kind === "muniment", forks[fork]);
    this.wasm.reset(chance);
    this.wasm.beginBlock();
    this.accounts = new AccountReader(this.wasm, this.memory);
  }

  /** Empties the state. */
  reset(chance = 0n): void {
    this.wasm.reset(chance);
    this.wasm.beginBlock();
  }

  /** The memory as bytes. */
  bytes(at: number, size: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, size);
  }

  /** Sets what the opcodes see of the block. */
  setEnvironment(environment: BlockEnvironment): void {
    const view = new DataView(this.memory.buffer);
    writeWord(view, layout.ENV_COINBASE, BigInt(environment.coinbase));
    writeWord(view, layout.ENV_TIMESTAMP, environment.timestamp);
    writeWord(view, layout.ENV_NUMBER, environment.number);
    writeWord(view, layout.ENV_PREVRANDAO, environment.prevRandao);
    writeWord(view, layout.ENV_GAS_LIMIT, environment.gasLimit);
    writeWord(view, layout.ENV_CHAIN_ID, environment.chainId);
    writeWord(view, layout.ENV_BASE_FEE, environment.baseFee);
    writeWord(view, layout.ENV_BLOB_BASE_FEE, environment.blobBaseFee);
  }

  /** Sets the hash of an earlier block: where BLOCKHASH finds it, and under the chain's rules in EIP-2935's storage. */
  setBlockHash(number: bigint, hash: bigint): void {
    this.keepBlockHash(number, hash);
    if (this.rules.kind !== "muniment") return;
    const at = this.wasm.inputRegion() >>> 0;
    writeWord(new DataView(this.memory.buffer), at, hash);
    this.wasm.putBlockHash(number, at);
  }

  /** The hash kept for an earlier block outside the state: what BLOCKHASH reads under Ethereum's rules. */
  blockHash(number: bigint): bigint {
    return readWord(new DataView(this.memory.buffer), layout.BLOCK_HASHES + Number(number & 255n) * 32);
  }

  /** Sets what `blockHash` reads, and nothing else. */
  keepBlockHash(number: bigint, hash: bigint): void {
    writeWord(new DataView(this.memory.buffer), layout.BLOCK_HASHES + Number(number & 255n) * 32, hash);
  }

  /**
   * Puts off `setBlockHash` until something reads the hash or `settleBlockHash` is called; both ask `awaitBlockHash`.
   * @returns The id of the slot that will hold it. Its change record is the caller's to add: nothing may ever read it.
   */
  deferBlockHash(number: bigint): number {
    return this.wasm.deferBlockHash(number);
  }

  /** Writes the hash that was put off. */
  settleBlockHash(): void {
    this.wasm.settleBlockHash();
  }

  /** Gives an account its state before the first block. @throws EXECUTION_CAPACITY_EXCEEDED */
  putAccount(address: Hex, account: { nonce: bigint; balance: bigint; code: Uint8Array }): number {
    const at = this.wasm.inputRegion() >>> 0;
    if (64 + account.code.length > this.wasm.inputSize() >>> 0) throw this.capacityError();
    const view = new DataView(this.memory.buffer);
    writeWord(view, at, BigInt(address));
    writeWord(view, at + 32, account.balance);
    this.bytes(at + 64, account.code.length).set(account.code);
    const code = account.code.length === 0 ? 0 : this.wasm.codeOf(at + 64, account.code.length);
    const entry = this.wasm.putAccount(at, at + 32, account.nonce, code) >>> 0;
    this.#checkFault();
    return entry;
  }

  /** Gives a slot its value before the first block. @param account What `putAccount` returned. */
  putSlot(account: number, key: bigint, value: bigint): void {
    const at = this.wasm.inputRegion() >>> 0;
    const view = new DataView(this.memory.buffer);
    writeWord(view, at, key);
    writeWord(view, at + 32, value);
    this.wasm.putSlot(account, at, at + 32);
    this.#checkFault();
  }

  /**
   * Loads change records, before the first block: a snapshot's, or those of a block of the log. Every entry gets the id it
   * had when they were written.
   * @param records Whole records; not larger than the capacity's `workBytes`.
   * @throws STATE_CHANGES_INVALID, STATE_CODE_WRONG, EXECUTION_CAPACITY_EXCEEDED; then the state is worthless and must be reset.
   */
  load(records: Uint8Array): void {
    const at = this.wasm.inputRegion() >>> 0;
    if (records.length > this.wasm.inputSize() >>> 0) throw this.capacityError();
    this.bytes(at, records.length).set(records);
    const result = this.wasm.loadRecords(at, records.length);
    this.#checkFault();
    if (result === codeWrong) throw new ProtocolError("STATE_CODE_WRONG", {});
    if (result !== 0) throw new ProtocolError("STATE_CHANGES_INVALID", { size: records.length });
    this.wasm.beginBlock();
  }

  /** Begins a block: what came before can no longer be undone. */
  beginBlock(): void {
    this.wasm.beginBlock();
  }

  /** Undoes everything since `beginBlock`. */
  undoBlock(): void {
    this.wasm.undoBlock();
  }

  /**
   * Executes prepared transaction records in order, until one cannot be in the block.
   * @param options.marks Whether the change records are parted by transaction, for roots per transaction.
   * @param options.from Index of the first record in its block.
   */
  execute(records: Uint8Array, count: number, options: { marks: boolean; from: number }): Execution {
    const at = this.wasm.inputRegion() >>> 0;
    if (records.length > this.wasm.inputSize() >>> 0) throw this.capacityError();
    this.bytes(at, records.length).set(records);
    return this.executeFrom(0, count, options);
  }

  /**
   * Goes on with the records of the last `execute`, from byte `start` of them; nothing else may have been called between.
   * A record that was refused is passed over so without bringing the others again.
   */
  executeFrom(start: number, count: number, options: { marks: boolean; from: number }): Execution {
    const at = (this.wasm.inputRegion() >>> 0) + start;
    const verdict = verdictOf(this.wasm.executeRecords(at, count, options.marks, options.from));
    const executed = this.wasm.executedCount();
    const bytes = this.wasm.executedSize();
    if (verdict === undefined) return { executed, bytes };
    if (verdict !== "CAPACITY_EXCEEDED") return { executed, bytes, verdict };
    return { executed, bytes, verdict, full: faultOf(this.wasm.refusedFault()) };
  }

  /**
   * Has the hooks told of what executes while `work` runs; only where `isTraced` was asked for.
   * @returns What `work` returns; the same as without hooks.
   */
  trace<Result>(hooks: TraceHooks, work: () => Result): Result {
    this.#hooks = hooks;
    this.wasm.setTracing(true);
    try {
      return work();
    } finally {
      this.wasm.setTracing(false);
      this.#hooks = undefined;
    }
  }

  /** The block's receipt records so far. */
  receipts(): Uint8Array {
    return this.bytes(this.wasm.receiptsRegion() >>> 0, this.wasm.receiptsSize() >>> 0);
  }

  /** The block's change records. @throws EXECUTION_CAPACITY_EXCEEDED when they do not fit; the block must be undone. */
  changes(): Uint8Array {
    this.wasm.writeChanges();
    this.#checkFault();
    return this.bytes(this.wasm.changesRegion() >>> 0, this.wasm.changesSize() >>> 0);
  }

  /**
   * Parts the change records here, as after a transaction that is marked: the tree notes a root for what came before.
   * @throws EXECUTION_CAPACITY_EXCEEDED when they do not fit; the block must be undone.
   */
  markChanges(): void {
    this.wasm.endTransactionChanges(0);
    this.#checkFault();
  }

  /** What the precompile calls of the block's transactions have counted so far (EXEC-26). */
  precompileCount(): number {
    return Number(this.wasm.blockPrecompileCount());
  }

  /** What the last transaction's frame returned. */
  output(): Uint8Array {
    const size = new DataView(this.memory.buffer).getUint32(layout.RETURN_SIZE, true);
    return this.bytes(this.wasm.returnData() >>> 0, size);
  }

  /** Pointers come as signed numbers. */
  #tracing(): Record<string, unknown> {
    return {
      onStep: (frame: number, counter: number, top: number, gas: bigint) =>
        this.#hooks?.step(frame >>> 0, counter, top >>> 0, gas),
      onEnter: (frame: number, kind: number, gas: bigint, to: number) =>
        this.#hooks?.enter(frame >>> 0, kind, gas, to >>> 0),
      onEnd: (frame: number, status: number, gas: bigint) => this.#hooks?.end(frame >>> 0, status, gas),
      onLeave: (frame: number, isSuccess: number, gas: bigint) =>
        this.#hooks?.leave(frame >>> 0, isSuccess, gas),
    };
  }

  #writeHash(hash: bigint, out: number): void {
    writeWord(new DataView(this.memory.buffer), out, hash);
  }

  #precompile(call: Parameters<typeof callPrecompile>[0], output: number, limit: number): number {
    const result = callPrecompile(call);
    if (result === undefined) return -1;
    if (result.output.length > limit) return -2;
    this.bytes(output, result.output.length).set(result.output);
    new DataView(this.memory.buffer).setUint32(layout.RETURN_SIZE, result.output.length, true);
    return result.gasUsed;
  }

  #checkFault(): void {
    if (this.wasm.fault() !== 0) throw this.capacityError();
  }

  /** Says what is full. */
  capacityError(): ProtocolError {
    return new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: faultOf(this.wasm.fault()) });
  }
}

function neverDeferred(): never {
  throw new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: "deferred hashes" });
}
