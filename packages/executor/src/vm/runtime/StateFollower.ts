import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { BlockEnvironment } from "./BlockEnvironment.js";
import type { AccountState } from "./AccountReader.js";
import type { Runtime } from "./Runtime.js";
import type { TraceHooks } from "./TraceHooks.js";
import type { Verdict } from "./verdicts.js";

/** What a call came to. */
export interface CallOutcome {
  /** Why it could not be run at all; nothing else holds then. */
  readonly verdict?: Verdict;
  readonly outcome: "returned" | "reverted" | "halted";
  readonly gasUsed: bigint;
  readonly output: Uint8Array;
  /** The receipt record, with the logs. */
  readonly receipt: Uint8Array;
}

const outcomes = ["returned", "reverted", "halted"] as const;

/**
 * A state that follows a chain by its blocks' change records and answers questions: reads, and calls that leave nothing
 * behind. Its runtime is its own: nothing else may execute on it.
 */
export class StateFollower {
  readonly runtime: Runtime;

  constructor(runtime: Runtime) {
    this.runtime = runtime;
    runtime.wasm.allowAnySender(true);
  }

  /**
   * Takes in the change records of the next block.
   * @returns Records that lead back to the state before, good for `within`.
   * @throws STATE_CHANGES_INVALID, STATE_CODE_WRONG, EXECUTION_CAPACITY_EXCEEDED
   */
  follow(changes: Uint8Array): Uint8Array {
    const reverse = this.reverse(changes);
    this.runtime.load(changes);
    return reverse;
  }

  /** Records of what the accounts and slots that are named by `changes` are now. @throws STATE_CHANGES_INVALID */
  reverse(changes: Uint8Array): Uint8Array {
    const { runtime } = this;
    const size = runtime.wasm.reverseRecords(this.#input(changes), changes.length);
    if (size > changes.length) throw new ProtocolError("STATE_CHANGES_INVALID", { size: changes.length });
    return runtime.bytes(runtime.wasm.changesRegion() >>> 0, size).slice();
  }

  /** An account; undefined when there is none. */
  account(address: Hex): AccountState | undefined {
    const { accounts } = this.runtime;
    const entry = accounts.find(address);
    return entry === 0 ? undefined : accounts.read(entry);
  }

  slot(address: Hex, key: bigint): bigint {
    return this.runtime.accounts.slot(address, key);
  }

  /**
   * Lays change records over the state, later ones over earlier ones, for as long as `work` runs.
   * @throws STATE_CHANGES_INVALID, EXECUTION_CAPACITY_EXCEEDED when they are more than can be undone
   */
  within<Result>(overlays: Iterable<Uint8Array>, work: () => Result): Result {
    const { runtime } = this;
    runtime.beginBlock();
    try {
      this.lay(overlays);
      return work();
    } finally {
      runtime.undoBlock();
    }
  }

  /**
   * Runs one prepared record as a block of its own on top of what lies over the state, which then must be laid anew.
   * @param hooks Told of what executes; only where the runtime is traced.
   */
  call(record: Uint8Array, environment: BlockEnvironment, hooks?: TraceHooks): CallOutcome {
    const { runtime } = this;
    runtime.setEnvironment(environment);
    const execute = () => runtime.execute(record, 1, { marks: false, from: 0 });
    const { verdict } = hooks === undefined ? execute() : runtime.trace(hooks, execute);
    const { wasm } = runtime;
    return {
      ...(verdict === undefined ? {} : { verdict }),
      outcome: outcomes[wasm.transactionOutcome()] ?? "halted",
      gasUsed: wasm.transactionGasUsed(),
      output: runtime.output().slice(),
      receipt: runtime.receipts().slice(),
    };
  }

  /**
   * Executes the first transactions of a block on top of what lies over the state, within `within`.
   * @returns How many of the records could be in the block.
   */
  begin(records: readonly Uint8Array[], environment: BlockEnvironment, parentHash: bigint): number {
    const { runtime } = this;
    runtime.setEnvironment(environment);
    runtime.setBlockHash(environment.number - 1n, parentHash);
    for (const [from, record] of records.entries()) {
      const { verdict } = runtime.execute(record, 1, { marks: false, from });
      if (verdict !== undefined) return from;
    }
    return records.length;
  }

  /** Lays more over the state, within `within`. @throws as `within` */
  lay(overlays: Iterable<Uint8Array>): void {
    for (const records of overlays) this.#overlay(records);
  }

  #overlay(records: Uint8Array): void {
    const { wasm } = this.runtime;
    const result = wasm.overlayRecords(this.#input(records), records.length);
    if (wasm.fault() !== 0) throw this.runtime.capacityError();
    if (result !== 0) throw new ProtocolError("STATE_CHANGES_INVALID", { size: records.length });
  }

  #input(records: Uint8Array): number {
    const { wasm } = this.runtime;
    const at = wasm.inputRegion() >>> 0;
    if (records.length > wasm.inputSize() >>> 0) throw this.runtime.capacityError();
    this.runtime.bytes(at, records.length).set(records);
    return at;
  }
}
