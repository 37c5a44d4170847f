// Keys of accounts and slots. The preimage in a change record decides; the id only says where a key was kept, since the
// runtime may give an id to another account or slot later.
import { keccak256 } from "../../hash/keccak";
import { takeRegion } from "../heap";

/** Entries of each table, powers of two. */
const ACCOUNTS: u32 = 1 << 14;
const SLOTS: u32 = 1 << 15;

/** Entry: preimage, zeros to a multiple of 8, key. A zero key marks an entry that was never used. */
const ACCOUNT_PREIMAGE: usize = 20;
const ACCOUNT_KEY: usize = 24;
const ACCOUNT_SIZE: usize = 56;
const SLOT_PREIMAGE: usize = 52;
const SLOT_KEY: usize = 56;
const SLOT_SIZE: usize = 88;

let accounts: usize = 0;
let slots: usize = 0;

/** Sets up both tables; false when memory is full. The heap has been reset. */
export function resetKeys(): bool {
  accounts = takeRegion(<usize>ACCOUNTS * ACCOUNT_SIZE);
  slots = takeRegion(<usize>SLOTS * SLOT_SIZE);
  if (accounts == 0 || slots == 0) return false;
  memory.fill(accounts, 0, <usize>ACCOUNTS * ACCOUNT_SIZE);
  memory.fill(slots, 0, <usize>SLOTS * SLOT_SIZE);
  return true;
}

/** Address of keccak256(address), valid until the next call. `preimage`: 20 bytes. */
export function accountKey(id: u32, preimage: usize): usize {
  const entry = accounts + <usize>(id & (ACCOUNTS - 1)) * ACCOUNT_SIZE;
  const key = entry + ACCOUNT_KEY;
  const same =
    load<u64>(entry) == load<u64>(preimage) &&
    load<u64>(entry, 8) == load<u64>(preimage, 8) &&
    load<u32>(entry, 16) == load<u32>(preimage, 16);
  if (!same || load<u64>(key) == 0) {
    memory.copy(entry, preimage, ACCOUNT_PREIMAGE);
    keccak256(preimage, ACCOUNT_PREIMAGE, key);
  }
  return key;
}

/** Address of keccak256(address ‖ slot), valid until the next call. `preimage`: 52 bytes. */
export function slotKey(id: u32, preimage: usize): usize {
  const entry = slots + <usize>(id & (SLOTS - 1)) * SLOT_SIZE;
  const key = entry + SLOT_KEY;
  let difference: u64 = 0;
  for (let i: usize = 0; i < 48; i += 8) difference |= load<u64>(entry + i) ^ load<u64>(preimage + i);
  difference |= load<u32>(entry, 48) ^ load<u32>(preimage, 48);
  if (difference != 0 || load<u64>(key) == 0) {
    memory.copy(entry, preimage, SLOT_PREIMAGE);
    keccak256(preimage, SLOT_PREIMAGE, key);
  }
  return key;
}
