// Entries that were only read leave the tables at the end of the block, or of the transaction when its changes are written
// by themselves: reading costs gas once and must not cost memory for ever. They go before the change records are written,
// so an id that was once told stays; entries that came later and stay move down into the room.
import {
  ACCOUNT_DIRTY,
  ACCOUNT_EXISTS,
  ACCOUNT_SLOTS,
  ACCOUNT_WARM,
  accountCount,
  accountOfId,
  dirtyListEnd,
  forgetAccounts,
  returnAccount,
  undoListEnd,
} from "./accounts";
import { ENTRY_SIZE } from "./journal";
import { ACCOUNT_SIZE, SLOT_SIZE, dirty } from "./regions";
import {
  SLOT_ACCOUNT,
  SLOT_DIRTY,
  SLOT_VALUE,
  SLOT_WARM,
  forgetSlots,
  returnSlot,
  slotCount,
  slotOfId,
} from "./storage";
import { isZero } from "./word";

/** Ids below these were told, or stay for another reason. */
let settledAccounts: u32 = 0;
let settledSlots: u32 = 0;

/** Everything that is in the tables now stays. */
export function settleTables(): void {
  settledAccounts = accountCount();
  settledSlots = slotCount();
}

/** An account that was never noted as changed, does not exist and has no slots is as good as none. */
function isAccountUsed(account: u32): bool {
  return (
    (load<u32>(account, ACCOUNT_DIRTY) |
      load<u32>(account, ACCOUNT_EXISTS) |
      load<u32>(account, ACCOUNT_SLOTS)) !=
    0
  );
}

function isSlotUsed(slot: u32): bool {
  return load<u32>(slot, SLOT_DIRTY) != 0 || !isZero(slot + SLOT_VALUE);
}

function isAnyUnused(account: u32, accountsTo: u32, slot: u32, slotsTo: u32): bool {
  for (; account < accountsTo; account += ACCOUNT_SIZE) if (!isAccountUsed(account)) return true;
  for (; slot < slotsTo; slot += SLOT_SIZE) if (!isSlotUsed(slot)) return true;
  return false;
}

/**
 * Takes out what came in since `settleTables` and was only read. Between transactions: no journal holds an entry's address.
 * The stamps of access serve here to say whether an entry stays, and where it goes.
 */
export function dropUnused(): void {
  const accountsFrom = accountOfId(settledAccounts);
  const accountsTo = accountOfId(accountCount());
  const slotsFrom = slotOfId(settledSlots);
  const slotsTo = slotOfId(slotCount());
  if (isAnyUnused(accountsFrom, accountsTo, slotsFrom, slotsTo)) {
    for (let at = accountsFrom; at < accountsTo; at += ACCOUNT_SIZE)
      store<u32>(at, u32(isAccountUsed(at)), ACCOUNT_WARM);
    for (let at = slotsFrom; at < slotsTo; at += SLOT_SIZE) {
      const isUsed = isSlotUsed(at);
      store<u32>(at, u32(isUsed), SLOT_WARM);
      const account = load<u32>(at, SLOT_ACCOUNT);
      if (isUsed && account >= accountsFrom) store<u32>(account, 1, ACCOUNT_WARM);
    }
    forgetSlots(settledSlots);
    forgetAccounts(settledAccounts);
    forward(accountsFrom, accountsTo, ACCOUNT_SIZE, ACCOUNT_WARM);
    forward(slotsFrom, slotsTo, SLOT_SIZE, SLOT_WARM);
    forwardLists(accountsFrom, slotsFrom);
    for (let at = slotsFrom; at < slotsTo; at += SLOT_SIZE) {
      const account = load<u32>(at, SLOT_ACCOUNT);
      if (account >= accountsFrom) store<u32>(at, load<u32>(account, ACCOUNT_WARM), SLOT_ACCOUNT);
    }
    for (let at = accountsFrom; at < accountsTo; at += ACCOUNT_SIZE)
      if (load<u32>(at, ACCOUNT_WARM) != 0) store<u32>(returnAccount(at), 0, ACCOUNT_WARM);
    for (let at = slotsFrom; at < slotsTo; at += SLOT_SIZE)
      if (load<u32>(at, SLOT_WARM) != 0) store<u32>(returnSlot(at), 0, SLOT_WARM);
  }
  settleTables();
}

/** Writes where each entry that stays will lie over the mark that says so. */
function forward(from: u32, to: u32, size: u32, mark: u32): void {
  let target = from;
  for (let at = from; at < to; at += size) {
    if (load<u32>(at + mark) == 0) continue;
    store<u32>(at + mark, target);
    target += size;
  }
}

/** Where the entry at `at` will lie. Whatever the lists name was noted, so it stays. */
function forwarded(at: u32, isSlot: bool, accountsFrom: u32, slotsFrom: u32): u32 {
  if (isSlot) return at >= slotsFrom ? load<u32>(at, SLOT_WARM) : at;
  return at >= accountsFrom ? load<u32>(at, ACCOUNT_WARM) : at;
}

/** The lists of what changed and of how to undo it have an entry each for every change since the last records. */
function forwardLists(accountsFrom: u32, slotsFrom: u32): void {
  let undone = undoListEnd();
  for (let at = dirtyListEnd(); at > dirty;) {
    at -= 4;
    undone -= ENTRY_SIZE;
    const tagged = load<u32>(at);
    const tag = tagged & 1;
    const entry = forwarded(tagged & ~1, tag != 0, accountsFrom, slotsFrom);
    store<u32>(at, entry | tag);
    store<u32>(undone, entry, 4);
  }
}
