import type { AccountFields, StateManagerInterface } from "@ethereumjs/common";
import {
  type Account,
  type Address,
  bigIntToBytes,
  bytesToHex,
  createAccount,
  KECCAK256_NULL,
} from "@ethereumjs/util";
import { fromHex, type Hex, keccak256, ProtocolError } from "@muniment/protocol";
import type { CaseAccount } from "../cases/CaseAccount.js";

type Entry = { nonce: bigint; balance: bigint; codeHash: Uint8Array; code: Uint8Array };

/** Any hash but that of the empty tree: `@ethereumjs/evm` asks the storage root only whether there is storage. */
const someStorage = new Uint8Array(32).fill(1);
const noBytes = new Uint8Array(0);

/**
 * State for `@ethereumjs/vm` in plain maps with an undo log, so that a checkpoint costs nothing however large the state
 * is. It computes no roots.
 */
export class ReferenceState implements StateManagerInterface {
  readonly #accounts = new Map<string, Entry>();
  readonly #storage = new Map<string, Map<bigint, bigint>>();
  readonly #original = new Map<string, Map<bigint, bigint>>();
  readonly #checkpoints: number[] = [];
  #undo: (() => void)[] = [];

  readonly originalStorageCache = {
    get: (address: Address, key: Uint8Array): Promise<Uint8Array> => {
      const [name, slot] = [address.toString(), toWord(key)];
      const value = this.#original.get(name)?.get(slot) ?? this.#storage.get(name)?.get(slot) ?? 0n;
      return Promise.resolve(fromWord(value));
    },
    clear: (): void => this.#original.clear(),
  };

  /** Forgets everything and starts from these accounts. */
  load(accounts: ReadonlyMap<Hex, CaseAccount>): void {
    for (const map of [this.#accounts, this.#storage, this.#original]) map.clear();
    this.#checkpoints.length = 0;
    this.#undo = [];
    for (const [address, { nonce, balance, code, storage }] of accounts) {
      this.#accounts.set(address, { nonce, balance, code, codeHash: hashOf(code) });
      if (storage.size > 0) this.#storage.set(address, new Map(storage));
    }
  }

  /** Every account there is. */
  accounts(): Map<Hex, CaseAccount> {
    const all = new Map<Hex, CaseAccount>();
    for (const [address, { nonce, balance, code }] of this.#accounts) {
      const storage = new Map([...(this.#storage.get(address) ?? [])].filter(([, value]) => value !== 0n));
      all.set(address as Hex, { nonce, balance, code, storage });
    }
    return all;
  }

  getAccount(address: Address): Promise<Account | undefined> {
    const name = address.toString();
    const entry = this.#accounts.get(name);
    if (entry === undefined) return Promise.resolve(undefined);
    // Set one by one: the factory takes a detour over hexadecimal text for every number.
    const account = createAccount({});
    account.nonce = entry.nonce;
    account.balance = entry.balance;
    account.codeHash = entry.codeHash;
    if (this.#hasStorage(name)) account.storageRoot = someStorage;
    return Promise.resolve(account);
  }

  putAccount(address: Address, account?: Account): Promise<void> {
    if (account === undefined) return this.deleteAccount(address);
    const name = address.toString();
    const code = this.#accounts.get(name)?.code ?? noBytes;
    this.#set(name, { nonce: account.nonce, balance: account.balance, codeHash: account.codeHash, code });
    return Promise.resolve();
  }

  async deleteAccount(address: Address): Promise<void> {
    await this.clearStorage(address);
    this.#set(address.toString(), undefined);
  }

  async modifyAccountFields(address: Address, fields: AccountFields): Promise<void> {
    const account = (await this.getAccount(address)) ?? createAccount({});
    account.nonce = fields.nonce ?? account.nonce;
    account.balance = fields.balance ?? account.balance;
    account.codeHash = fields.codeHash ?? account.codeHash;
    await this.putAccount(address, account);
  }

  putCode(address: Address, code: Uint8Array): Promise<void> {
    const name = address.toString();
    const entry = this.#accounts.get(name) ?? { nonce: 0n, balance: 0n };
    this.#set(name, { nonce: entry.nonce, balance: entry.balance, code, codeHash: hashOf(code) });
    return Promise.resolve();
  }

  getCode(address: Address): Promise<Uint8Array> {
    return Promise.resolve(this.#accounts.get(address.toString())?.code ?? noBytes);
  }

  getCodeSize(address: Address): Promise<number> {
    return Promise.resolve(this.#accounts.get(address.toString())?.code.length ?? 0);
  }

  getStorage(address: Address, key: Uint8Array): Promise<Uint8Array> {
    return Promise.resolve(fromWord(this.#storage.get(address.toString())?.get(toWord(key)) ?? 0n));
  }

  putStorage(address: Address, key: Uint8Array, value: Uint8Array): Promise<void> {
    this.#setSlot(address.toString(), toWord(key), toWord(value));
    return Promise.resolve();
  }

  clearStorage(address: Address): Promise<void> {
    const name = address.toString();
    for (const slot of [...(this.#storage.get(name)?.keys() ?? [])]) this.#setSlot(name, slot, 0n);
    return Promise.resolve();
  }

  checkpoint(): Promise<void> {
    this.#checkpoints.push(this.#undo.length);
    return Promise.resolve();
  }

  commit(): Promise<void> {
    this.#checkpoints.pop();
    if (this.#checkpoints.length === 0) this.#undo = [];
    return Promise.resolve();
  }

  revert(): Promise<void> {
    const begin = this.#checkpoints.pop() ?? 0;
    while (this.#undo.length > begin) this.#undo.pop()?.();
    return Promise.resolve();
  }

  clearCaches(): void {
    this.#original.clear();
  }

  getStateRoot = rootless;
  setStateRoot = rootless;
  hasStateRoot = rootless;
  shallowCopy = rootless;

  #hasStorage(name: string): boolean {
    for (const value of this.#storage.get(name)?.values() ?? []) if (value !== 0n) return true;
    return false;
  }

  #set(name: string, entry: Entry | undefined): void {
    const before = this.#accounts.get(name);
    if (entry === undefined) this.#accounts.delete(name);
    else this.#accounts.set(name, entry);
    this.#undo.push(() => {
      if (before === undefined) this.#accounts.delete(name);
      else this.#accounts.set(name, before);
    });
  }

  #setSlot(name: string, slot: bigint, value: bigint): void {
    const slots = mapIn(this.#storage, name);
    const before = slots.get(slot) ?? 0n;
    const original = mapIn(this.#original, name);
    if (!original.has(slot)) original.set(slot, before);
    slots.set(slot, value);
    this.#undo.push(() => slots.set(slot, before));
  }
}

function rootless(): never {
  throw new ProtocolError("REFERENCE_UNSUPPORTED", { what: "a state root" });
}

function mapIn(maps: Map<string, Map<bigint, bigint>>, name: string): Map<bigint, bigint> {
  let map = maps.get(name);
  if (map === undefined) maps.set(name, (map = new Map<bigint, bigint>()));
  return map;
}

/** Cases share code, and code is never changed in place. */
const hashes = new WeakMap<Uint8Array, Uint8Array>();

function hashOf(code: Uint8Array): Uint8Array {
  if (code.length === 0) return KECCAK256_NULL;
  let hash = hashes.get(code);
  if (hash === undefined) hashes.set(code, (hash = fromHex(keccak256(code))));
  return hash;
}

function toWord(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(bytesToHex(bytes));
}

/** As the state tree would store it: without leading zeros. */
function fromWord(word: bigint): Uint8Array {
  return word === 0n ? noBytes : bigIntToBytes(word);
}
