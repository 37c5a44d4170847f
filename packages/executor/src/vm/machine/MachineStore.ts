import {
  accountValueHash,
  chainHash,
  keccak256,
  ProtocolError,
  receiptAccumulator,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, Word } from "@muniment/protocol";
import { type AccountFields, isEmptyAccount, noCodeHash } from "./AccountFields.js";

/** A transaction and its receipt, encoded, behind a receipt accumulator. */
export interface RecordedReceipt {
  readonly before: Hex;
  readonly raw: Uint8Array;
  readonly receipt: Uint8Array;
}

/** Where accounts and codes come from that the state had before. */
export interface AccountSource {
  /** The account with this value hash. */
  readonly account: (address: Hex, valueHash: Hex) => AccountFields;
  readonly code: (hash: Hex) => Uint8Array;
}

/** What hashes in a machine's states stand for. It only grows, so that states of any step share it. */
export class MachineStore {
  readonly #source: AccountSource;
  readonly #accounts = new Map<Hex, AccountFields>();
  readonly #codes = new Map<Hex, Uint8Array>([[noCodeHash, new Uint8Array(0)]]);
  readonly #lists = new Map<Hex, { readonly before: Hex; readonly word: Word }>();
  readonly #receipts = new Map<Hex, RecordedReceipt>();

  constructor(source: AccountSource) {
    this.#source = source;
  }

  /** @returns Its value hash; zeroHash for an account that is empty (DISPUTE-38). */
  addAccount(account: AccountFields): Hex {
    if (isEmptyAccount(account)) return zeroHash;
    const hash = accountValueHash(account);
    this.#accounts.set(hash, account);
    return hash;
  }

  /** @throws MACHINE_INPUT_WRONG when the source gives another account. */
  account(address: Hex, valueHash: Hex): AccountFields {
    const known = this.#accounts.get(valueHash);
    if (known !== undefined) return known;
    const account = this.#source.account(address, valueHash);
    if (this.addAccount(account) === valueHash) return account;
    throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "an account", hash: valueHash });
  }

  addCode(code: Uint8Array): Hex {
    const hash = keccak256(code);
    this.#codes.set(hash, code);
    return hash;
  }

  /** @throws MACHINE_INPUT_WRONG when the source gives another code. */
  code(hash: Hex): Uint8Array {
    const known = this.#codes.get(hash);
    if (known !== undefined) return known;
    const code = this.#source.code(hash);
    if (this.addCode(code) === hash) return code;
    throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a code", hash });
  }

  /** @returns The list with a word behind it. */
  append(before: Hex, word: Word): Hex {
    const list = chainHash(before, word);
    this.#lists.set(list, { before, word });
    return list;
  }

  /** The last word of a list, and the list without it. @throws MACHINE_INPUT_WRONG */
  last(list: Hex): { readonly before: Hex; readonly word: Word } {
    const known = this.#lists.get(list);
    if (known === undefined) throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a list", hash: list });
    return known;
  }

  /** @returns The accumulator behind the transaction (spec/batches.md, BATCH-19). */
  addReceipt(recorded: RecordedReceipt): Hex {
    const { before, raw, receipt } = recorded;
    const accumulator = receiptAccumulator(before, raw, receipt);
    this.#receipts.set(accumulator, recorded);
    return accumulator;
  }

  /** @throws MACHINE_INPUT_WRONG */
  receipt(accumulator: Hex): RecordedReceipt {
    const known = this.#receipts.get(accumulator);
    if (known !== undefined) return known;
    throw new ProtocolError("MACHINE_INPUT_WRONG", { what: "a receipt", hash: accumulator });
  }

  /** The last `count` of them, in their order. */
  receiptsOf(accumulator: Hex, count: number): RecordedReceipt[] {
    const found: RecordedReceipt[] = [];
    for (let at = accumulator; found.length < count; at = (found.at(-1) as RecordedReceipt).before) {
      found.push(this.receipt(at));
    }
    return found.reverse();
  }
}
