import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { RuntimeExports } from "./RuntimeExports.js";
import { readAddress, readWord, writeWord } from "./words.js";

// Entries of the runtime's tables (assembly/runtime/{accounts,storage,codes}.ts).
const account = { nonce: 32, code: 40, exists: 44, address: 56 } as const;
const slot = { value: 32, account: 64 } as const;
const code = { bytes: 32, length: 36, delegation: 52 } as const;

/** An account as the state holds it. */
export interface AccountState {
  readonly address: Hex;
  readonly nonce: bigint;
  readonly balance: bigint;
  /** keccak256 of its code. */
  readonly codeHash: Hex;
  readonly code: Uint8Array;
}

/** Nonce, balance, and whether its code is a contract's, not a delegation (EIP-7702). */
export interface AccountStanding {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly isContract: boolean;
}

const noStanding: AccountStanding = { nonce: 0n, balance: 0n, isContract: false };

/** Reads the tables of a runtime, for tests, snapshots and whoever asks for one account; not for the hot path. */
export class AccountReader {
  readonly #wasm: RuntimeExports;
  readonly #memory: WebAssembly.Memory;

  constructor(wasm: RuntimeExports, memory: WebAssembly.Memory) {
    this.#wasm = wasm;
    this.#memory = memory;
  }

  /** Every account that exists, with its entry, in order of first use. */
  *all(): Generator<{ entry: number; state: AccountState }> {
    const count = this.#wasm.accountCount();
    for (let id = 0; id < count; id++) {
      const entry = this.#wasm.accountOfId(id) >>> 0;
      if (new DataView(this.#memory.buffer).getUint32(entry + account.exists, true) === 0) continue;
      yield { entry, state: this.read(entry) };
    }
  }

  /** Every slot that is not zero, with the entry of its account. */
  *slots(): Generator<{ account: number; key: bigint; value: bigint }> {
    const count = this.#wasm.slotCount();
    for (let id = 0; id < count; id++) {
      const entry = this.#wasm.slotOfId(id) >>> 0;
      const view = new DataView(this.#memory.buffer);
      const value = readWord(view, entry + slot.value);
      if (value !== 0n) {
        yield { account: view.getUint32(entry + slot.account, true), key: readWord(view, entry), value };
      }
    }
  }

  /** The entry of an address when the table has one, otherwise 0; nothing is made. */
  find(address: Hex): number {
    const at = this.#wasm.inputRegion() >>> 0;
    writeWord(new DataView(this.#memory.buffer), at, BigInt(address));
    return this.#wasm.knownAccount(at) >>> 0;
  }

  /** What a slot holds; 0 when the table does not have it. */
  slot(address: Hex, key: bigint): bigint {
    const entry = this.find(address);
    if (entry === 0) return 0n;
    const view = new DataView(this.#memory.buffer);
    const at = this.#wasm.inputRegion() >>> 0;
    writeWord(view, at, key);
    const found = this.#wasm.knownSlot(entry, at) >>> 0;
    return found === 0 ? 0n : readWord(view, found + slot.value);
  }

  /** What decides whether an account can send. */
  standing(address: Hex): AccountStanding {
    const entry = this.find(address);
    if (entry === 0) return noStanding;
    const view = new DataView(this.#memory.buffer);
    return {
      nonce: view.getBigUint64(entry + account.nonce, true),
      balance: readWord(view, entry),
      isContract: this.#isContract(view, entry),
    };
  }

  #isContract(view: DataView, entry: number): boolean {
    const id = view.getUint32(entry + account.code, true);
    return id !== 0 && view.getUint32((this.#wasm.codeEntry(id) >>> 0) + code.delegation, true) === 0;
  }

  /** @param entry Address of the account's entry. */
  read(entry: number): AccountState {
    const view = new DataView(this.#memory.buffer);
    const codeEntry = this.#wasm.codeEntry(view.getUint32(entry + account.code, true)) >>> 0;
    const bytes = view.getUint32(codeEntry + code.bytes, true);
    return {
      address: readAddress(view, entry + account.address),
      nonce: view.getBigUint64(entry + account.nonce, true),
      balance: readWord(view, entry),
      codeHash: toHex(new Uint8Array(this.#memory.buffer, codeEntry, 32)),
      code: new Uint8Array(this.#memory.buffer, bytes, view.getUint32(codeEntry + code.length, true)).slice(),
    };
  }
}
