import { fromHex, historyContract, predeploys, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { concatenate } from "./concatenate.js";
import type { Rules } from "../rules/Rules.js";
import { StateTree } from "../state/tree/StateTree.js";
import { Runtime } from "../vm/runtime/Runtime.js";
import type { RuntimeOptions } from "../vm/runtime/Runtime.js";
import type { Allocation } from "./Allocation.js";
import { checkAllocation } from "./checkAllocation.js";

/** So many accounts and slots of genesis are written before the tree takes them over. */
const batchSize = 1_000;

/**
 * A state: the runtime that holds its accounts and slots, and the tree that commits to them. `transition` changes it in
 * place, wholly or not at all.
 */
export class State {
  readonly runtime: Runtime;
  readonly tree: StateTree;

  /** An empty state. @throws EXECUTOR_NOT_BUILT, EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED */
  constructor(options: RuntimeOptions) {
    this.runtime = new Runtime(options);
    this.tree = new StateTree();
  }

  get rules(): Rules {
    return this.runtime.rules;
  }

  /** The state root; bytes32(0) for the empty state. */
  get root(): Hex {
    return this.tree.root();
  }

  /**
   * The state of block 0 (spec/execution.md, EXEC-41): under the chain's rules the history contract, the fee vault and
   * what is allocated; under Ethereum's what is allocated.
   * @param allocations By address. One for the fee vault takes its place, with nonce 1 unless told.
   * @throws GENESIS_INVALID (EXEC-42), EXECUTION_CAPACITY_EXCEEDED, STATE_CAPACITY_EXCEEDED
   */
  static genesis(options: RuntimeOptions, allocations: ReadonlyMap<Hex, Allocation>): State {
    return State.genesisWithChanges(options, allocations).state;
  }

  /** The same, with the change records that make it of an empty state: what block 0 is in the log. */
  static genesisWithChanges(
    options: RuntimeOptions,
    allocations: ReadonlyMap<Hex, Allocation>,
  ): { state: State; changes: Uint8Array } {
    const state = new State(options);
    const parts: Uint8Array[] = [];
    for (const changes of genesisChanges(state.runtime, allocations)) {
      state.tree.apply(changes);
      parts.push(changes.slice());
    }
    return { state, changes: concatenate(parts) };
  }
}

/**
 * Writes genesis into an empty runtime and gives its change records in parts; each is a view that holds until the next.
 * @throws GENESIS_INVALID (EXEC-42), EXECUTION_CAPACITY_EXCEEDED
 */
export function* genesisChanges(
  runtime: Runtime,
  allocations: ReadonlyMap<Hex, Allocation>,
): Generator<Uint8Array, void, void> {
  let written = 0;
  for (const [address, allocation] of genesisAccounts(runtime.rules, allocations)) {
    const { nonce = 0n, balance = 0n, code = new Uint8Array(), storage } = allocation;
    const entry = runtime.putAccount(address, { nonce, balance, code });
    if (++written % batchSize === 0) yield* settle(runtime);
    for (const [key, value] of storage ?? []) {
      if (value !== 0n) runtime.putSlot(entry, key, value);
      if (++written % batchSize === 0) yield* settle(runtime);
    }
  }
  yield* settle(runtime);
}

/** What was written since the last time, made final. */
function* settle(runtime: Runtime): Generator<Uint8Array, void, void> {
  yield runtime.changes();
  runtime.beginBlock();
}

/** Every account of genesis, checked. */
function genesisAccounts(
  rules: Rules,
  allocations: ReadonlyMap<Hex, Allocation>,
): ReadonlyMap<Hex, Allocation> {
  const accounts = new Map<Hex, Allocation>();
  if (rules.kind === "muniment") {
    accounts.set(historyContract.address, { nonce: 1n, code: fromHex(historyContract.code) });
  }
  for (const [given, allocation] of allocations) {
    const address = given.toLowerCase() as Hex;
    const isVault = rules.kind === "muniment" && address === predeploys.feeVault;
    const whole = isVault ? { nonce: 1n, ...allocation } : allocation;
    checkAllocation(address, whole);
    if (accounts.has(address)) {
      throw new ProtocolError("GENESIS_INVALID", { address, problem: "it is there already" });
    }
    accounts.set(address, whole);
  }
  if (rules.kind === "muniment" && !accounts.has(predeploys.feeVault)) {
    accounts.set(predeploys.feeVault, { nonce: 1n });
  }
  return accounts;
}
