import { fromHex, historyContract, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { Rules } from "../rules/Rules.js";
import { StateTree } from "../state/tree/StateTree.js";
import { Runtime } from "../vm/runtime/Runtime.js";
import type { RuntimeOptions } from "../vm/runtime/Runtime.js";

/** An account at genesis. */
export interface Allocation {
  readonly nonce?: bigint;
  /** Wei. */
  readonly balance?: bigint;
  readonly code?: Uint8Array;
  readonly storage?: ReadonlyMap<bigint, bigint>;
}

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
   * The state of block 0 (spec/execution.md, EXEC-41): the history contract and what is allocated.
   * @param allocations By address.
   * @throws GENESIS_INVALID when an allocation has storage but neither nonce nor code (EXEC-42).
   */
  static genesis(options: RuntimeOptions, allocations: ReadonlyMap<Hex, Allocation>): State {
    const state = new State(options);
    state.tree.apply(allocate(state.runtime, allocations));
    state.runtime.beginBlock();
    return state;
  }

  /** The same as change records, from which a producer or a follower loads it. @throws GENESIS_INVALID */
  static genesisChanges(options: RuntimeOptions, allocations: ReadonlyMap<Hex, Allocation>): Uint8Array {
    return allocate(new Runtime(options), allocations).slice();
  }
}

/** @returns The change records. */
function allocate(runtime: Runtime, allocations: ReadonlyMap<Hex, Allocation>): Uint8Array {
  for (const [address, { nonce = 0n, code, storage }] of allocations) {
    if (nonce === 0n && (code?.length ?? 0) === 0 && (storage?.size ?? 0) > 0) {
      throw new ProtocolError("GENESIS_INVALID", {
        address,
        problem: "it has storage but neither nonce nor code",
      });
    }
  }
  const history = { nonce: 1n, code: fromHex(historyContract.code) };
  for (const [address, allocation] of [[historyContract.address, history] as const, ...allocations]) {
    const { nonce = 0n, balance = 0n, code = new Uint8Array(), storage }: Allocation = allocation;
    const entry = runtime.putAccount(address, { nonce, balance, code });
    for (const [key, value] of storage ?? []) runtime.putSlot(entry, key, value);
  }
  return runtime.changes();
}
