import type { Runtime } from "@muniment/executor";
import type { CaseAccount } from "@muniment/executor/reference";
import type { Hex } from "@muniment/protocol";
import { readWord, writeWord } from "../../../packages/executor/src/vm/runtime/words.js";

/** What of an account is read without its storage. */
export type Head = Omit<CaseAccount, "storage">;

// Entries of the runtime's tables (assembly/runtime/{accounts,storage}.ts).
const accountExists = 44;
const slotValue = 32;
const slotAccount = 64;

/** Reads single accounts and slots of a runtime, by address and key or by their numbers. */
export class StateReader {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** The account with this address; undefined when there is none. */
  account(address: Hex): Head | undefined {
    const { wasm } = this.#runtime;
    const at = wasm.inputRegion() >>> 0;
    writeWord(this.#view(), at, BigInt(address));
    return this.#head(wasm.accountOf(at) >>> 0);
  }

  slot(address: Hex, key: bigint): bigint {
    const { wasm } = this.#runtime;
    const at = wasm.inputRegion() >>> 0;
    writeWord(this.#view(), at, BigInt(address));
    const account = wasm.accountOf(at) >>> 0;
    writeWord(this.#view(), at, key);
    return readWord(this.#view(), (wasm.slotAt(account, at) >>> 0) + slotValue);
  }

  /** The account with this number in the table. */
  accountOfId(id: number): (Head & { readonly address: Hex }) | undefined {
    const entry = this.#runtime.wasm.accountOfId(id) >>> 0;
    const head = this.#head(entry);
    return head && { ...head, address: this.#runtime.accounts.read(entry).address };
  }

  /** The slot with this number in the table; undefined when it is zero. */
  slotOfId(id: number): { readonly address: Hex; readonly key: bigint; readonly value: bigint } | undefined {
    const entry = this.#runtime.wasm.slotOfId(id) >>> 0;
    const view = this.#view();
    const value = readWord(view, entry + slotValue);
    if (value === 0n) return undefined;
    const { address } = this.#runtime.accounts.read(view.getUint32(entry + slotAccount, true));
    return { address, key: readWord(view, entry), value };
  }

  #head(entry: number): Head | undefined {
    if (this.#view().getUint32(entry + accountExists, true) === 0) return undefined;
    const { nonce, balance, code } = this.#runtime.accounts.read(entry);
    return { nonce, balance, code };
  }

  #view(): DataView {
    return new DataView(this.#runtime.memory.buffer);
  }
}
