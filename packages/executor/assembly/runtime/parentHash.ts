// EIP-2935's write of the parent's hash, put off. The hash is made of the parent's state root, which another thread may
// still be computing when the next block begins. The slot is remembered as pending; whoever reads it first waits for the
// hash, and when nobody does, execution does not wait at all. The result is the same as if it had been written at once.
import { historyAccount, historyKey } from "./history";
import { settleTables } from "./reclaim";
import { historySlotAt, putHistorySlot, slotId } from "./storage";

/** Waits for the hash of block `number` and writes it to `out`, a word. */
export declare function awaitHash(number: u64, out: u32): void;

const KEY = memory.data(32, 16);
const HASH = memory.data(32, 16);

/** The slot that waits for its hash, 0 when none does; and its block. */
export let pendingSlot: u32 = 0;
let pendingNumber: u64 = 0;

/** Puts off the write of the hash of block `number`. @returns The slot's id. */
export function deferBlockHash(number: u64): u32 {
  historyKey(number, KEY);
  pendingSlot = historySlotAt(historyAccount(), KEY);
  pendingNumber = number;
  // The slot keeps its id even if nothing reads it.
  settleTables();
  return slotId(pendingSlot);
}

/** Writes the pending hash, waiting for it. To be called before the pending slot is read. */
export function settleBlockHash(): void {
  if (pendingSlot == 0) return;
  awaitHash(pendingNumber, HASH);
  pendingSlot = 0;
  historyKey(pendingNumber, KEY);
  putHistorySlot(historyAccount(), KEY, HASH);
}

/** Makes the slot pending again that was when a transaction began which is now undone; 0 when none was. */
export function restorePending(slot: u32): void {
  pendingSlot = slot;
}

/** Forgets what is pending: the state is emptied, or the block undone that put it off. */
export function forgetBlockHash(): void {
  pendingSlot = 0;
}
