import { fromHex, ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { adviseLargePages } from "../../wasm/adviseLargePages.js";
import { loadWasm } from "../../wasm/loadWasm.js";
import type { CommitExports } from "./CommitExports.js";

const pageSize = 65_536;
/** A wasm32 memory less its last page, so that the end of every region is an address. */
const addressable = 65_535 * pageSize;
const initialPages = 64;
const recordInvalid = 2;

/**
 * The state tree of one lane (spec/state.md), in a WebAssembly memory of its own. Synchronous: a call returns when its
 * work is done. Changes mark what they touch; hashing waits until a root or a proof is asked for.
 */
export class StateTree {
  readonly #memory = new WebAssembly.Memory({ initial: initialPages, maximum: 65_536 });
  readonly #wasm: CommitExports;
  readonly #maximumBytes: number;

  /**
   * @param maximumBytes Memory the tree may use, 16 MiB to 4 GiB less 64 KiB; its fixed tables take 11 MB of it.
   * @param useLargePages Whether to ask the system for large pages: for a tree that lives long and grows large.
   * @throws EXECUTOR_NOT_BUILT, STATE_CAPACITY_EXCEEDED
   */
  constructor(maximumBytes: number = addressable, useLargePages = false) {
    if (useLargePages) adviseLargePages(this.#memory);
    const instance = new WebAssembly.Instance(loadWasm("commit"), {
      env: { memory: this.#memory, abort: stop },
    });
    this.#wasm = instance.exports as unknown as CommitExports;
    this.#maximumBytes = Math.min(maximumBytes, addressable);
    if (this.#wasm.treeInit(Math.floor(this.#maximumBytes / pageSize)) !== 0) throw this.#full();
  }

  /**
   * Applies change records (TREE-20), all of them or, when it throws, none.
   * @param wantsRoot Whether the root will be asked for before more changes come: hashing is then faster.
   * @throws STATE_CAPACITY_EXCEEDED, STATE_CHANGES_INVALID
   */
  apply(changes: Uint8Array, wantsRoot = true): void {
    const input = this.#wasm.treeInput(changes.length) >>> 0;
    if (input === 0) throw this.#full();
    this.#view(input, changes.length).set(changes);
    const result = this.#wasm.treeApply(input, changes.length, wantsRoot);
    if (result === recordInvalid) throw new ProtocolError("STATE_CHANGES_INVALID", { size: changes.length });
    if (result !== 0) throw this.#full();
  }

  /** The state root; bytes32(0) when there is no leaf. */
  root(): Hex {
    const at = this.#wasm.treeExchange() >>> 0;
    this.#wasm.treeRoot(at);
    return toHex(this.#view(at, 32));
  }

  /** The roots after each end-of-transaction record of the last `apply`, in order. */
  roots(): Hex[] {
    const at = this.#wasm.treeRoots() >>> 0;
    return Array.from({ length: this.#wasm.treeRootsCount() }, (_, index) =>
      toHex(this.#view(at + 32 * index, 32)),
    );
  }

  /** The proof that a key has its value hash, or that it is absent (TREE-14). */
  prove(key: Hex): Uint8Array {
    return this.#prove(key, false);
  }

  /** The same with what the removal of the key's leaf needs beyond it: the preimage of a lone sibling (TREE-19). */
  proveRemoval(key: Hex): Uint8Array {
    return this.#prove(key, true);
  }

  /** Accounts and slots that are present. */
  get leaves(): number {
    return this.#wasm.treeLeaves() >>> 0;
  }

  get innerNodes(): number {
    return this.#wasm.treeNodes() >>> 0;
  }

  /** Inner nodes hashed so far, modulo 2^32: what roots and proofs have cost. */
  get hashedNodes(): number {
    return this.#wasm.treeHashed() >>> 0;
  }

  /** Memory in use, its fixed tables and buffers included. */
  get bytes(): number {
    return this.#wasm.treeBytes() >>> 0;
  }

  #prove(key: Hex, isRemoval: boolean): Uint8Array {
    const at = this.#wasm.treeExchange() >>> 0;
    this.#view(at, 32).set(fromHex(key, 32));
    const size = this.#wasm.treeProve(at, isRemoval ? 1 : 0);
    return this.#view(this.#wasm.treeProof() >>> 0, size).slice();
  }

  #view(at: number, size: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, size);
  }

  #full(): ProtocolError {
    return new ProtocolError("STATE_CAPACITY_EXCEEDED", {
      maximum: this.#maximumBytes,
      leaves: this.leaves,
    });
  }
}

function stop(): never {
  throw new WebAssembly.RuntimeError("abort");
}
