import { accountKey, type BatchInput, type Hex, scratchKeys, slotKey, zeroHash } from "@muniment/protocol";
import type { PersistentTree } from "../../state/tree/PersistentTree.js";
import { toHex32 } from "../cases/toHex32.js";
import { type AccountFields, noCodeHash } from "./AccountFields.js";
import type { Frame } from "./Frame.js";
import { isPrecompileAddress } from "./isPrecompileAddress.js";
import type { MachineState } from "./MachineState.js";
import type { MachineStore } from "./MachineStore.js";
import type { MachineTransaction } from "./MachineTransaction.js";
import type { Pages } from "./Pages.js";
import type { PhaseData } from "./PhaseData.js";
import { push } from "./Stack.js";
import type { PagesName, StepEvent, StepRecorder, TreeName } from "./StepRecorder.js";

/** What a machine knows besides its state. */
export interface StepEnvironment {
  readonly store: MachineStore;
  /** The lane's on L2. */
  readonly chainId: number;
  /** Absent where only one transaction is run. */
  readonly batch: BatchInput | undefined;
}

/** A leaf that holds a truth. */
const yes: Hex = `0x${"1".padStart(64, "0")}`;

const none: AccountFields = { nonce: 0n, balance: 0n, codeHash: noCodeHash };

/** One step of the machine as its phases see it: the state that it changes, and the way to all that the state commits to. */
export class StepContext {
  readonly machine: MachineState;
  readonly environment: StepEnvironment;
  readonly #recorder: StepRecorder | undefined;

  constructor(machine: MachineState, environment: StepEnvironment, recorder?: StepRecorder) {
    this.machine = machine;
    this.environment = environment;
    this.#recorder = recorder;
  }

  get store(): MachineStore {
    return this.environment.store;
  }

  /** The frame that runs. */
  get frame(): Frame {
    return this.machine.frame as Frame;
  }

  get transaction(): MachineTransaction {
    return this.machine.transaction as MachineTransaction;
  }

  goTo(data: PhaseData): void {
    this.machine.data = data;
  }

  note(event: StepEvent): void {
    this.#recorder?.note(event);
  }

  // ---- Pages and stack

  /** Bytes of pages, zeros beyond their end. */
  readPages(name: PagesName, pages: Pages, offset: number, size: number): Uint8Array {
    this.note({ kind: "pages", name, pages, offset, size, isWrite: false });
    return pages.read(offset, size);
  }

  /** Writes into the memory of the frame that runs; it holds the place already. */
  writeMemory(offset: number, bytes: Uint8Array): void {
    const { frame } = this;
    const { memory } = frame;
    this.note({ kind: "pages", name: "memory", pages: memory, offset, size: bytes.length, isWrite: true });
    frame.memory = memory.with(offset, bytes);
  }

  /** Takes the frame's topmost word. */
  pop(): bigint {
    const { frame } = this;
    const top = frame.stack as NonNullable<Frame["stack"]>;
    frame.stack = top.below;
    return top.word;
  }

  push(word: bigint): void {
    const { frame } = this;
    frame.stack = push(frame.stack, word);
  }

  // ---- Trees

  #read(name: TreeName, key: Hex): Hex {
    const tree = this.machine[name];
    this.note({ kind: "read", name, tree, key });
    return tree.get(key);
  }

  #write(name: "state" | "scratch", key: Hex, valueHash: Hex): void {
    const tree: PersistentTree = this.machine[name];
    this.note({ kind: "write", name, tree, key, valueHash });
    this.machine[name] = tree.set(key, valueHash);
  }

  /** An account of the state; an empty one when it has no leaf. */
  account(address: Hex): AccountFields {
    const valueHash = this.#read("state", accountKey(address));
    if (valueHash === zeroHash) return none;
    const account = this.store.account(address, valueHash);
    this.note({ kind: "account", address, account });
    return account;
  }

  setAccount(address: Hex, account: AccountFields): void {
    this.#write("state", accountKey(address), this.store.addAccount(account));
  }

  /** Gives an account wei. */
  pay(address: Hex, amount: bigint): void {
    if (amount === 0n) return;
    const account = this.account(address);
    // Balances stay below 2^256 but for what a deposit minted beyond it (EXEC-53).
    this.setAccount(address, { ...account, balance: BigInt.asUintN(256, account.balance + amount) });
  }

  /** Moves wei between accounts; the payer must have it. */
  transfer(from: Hex, to: Hex, amount: bigint): void {
    this.pay(from, -amount);
    this.pay(to, amount);
  }

  code(hash: Hex): Uint8Array {
    const code = this.store.code(hash);
    if (hash !== noCodeHash) this.note({ kind: "code", hash, code });
    return code;
  }

  /** Of the state now, or at the transaction's beginning. */
  slot(address: Hex, slot: bigint, name: "state" | "origin" = "state"): bigint {
    return BigInt(this.#read(name, slotKey(address, toHex32(slot))));
  }

  setSlot(address: Hex, slot: bigint, value: bigint): void {
    this.#write("state", slotKey(address, toHex32(slot)), toHex32(value));
  }

  /** The word that the scratch tree holds. */
  scratch(key: Hex): Hex {
    return this.#read("scratch", key);
  }

  setScratch(key: Hex, word: Hex): void {
    this.#write("scratch", key, word);
  }

  /** Warms an account (EIP-2929). @returns Whether it was warm. */
  warmAccount(address: Hex): boolean {
    return isPrecompileAddress(address) || this.#warm(scratchKeys.warmAccount(address));
  }

  warmSlot(address: Hex, slot: bigint): boolean {
    return this.#warm(scratchKeys.warmSlot(address, slot));
  }

  #warm(key: Hex): boolean {
    if (this.scratch(key) !== zeroHash) return true;
    this.setScratch(key, yes);
    return false;
  }

  /** Notes an account as created in this transaction. */
  markCreated(address: Hex): void {
    this.setScratch(scratchKeys.created(address), yes);
  }

  /** Appends an account that is destroyed to the list of them, once. */
  markDestroyed(address: Hex): void {
    if (this.scratch(scratchKeys.destroyed(address)) !== zeroHash) return;
    this.setScratch(scratchKeys.destroyed(address), yes);
    const list = this.scratch(scratchKeys.destroyedList);
    this.setScratch(scratchKeys.destroyedList, this.store.append(list, BigInt(address)));
  }
}
