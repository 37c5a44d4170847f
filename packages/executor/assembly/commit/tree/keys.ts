// Keys of accounts and slots. The preimage in a change record decides; the id only says where a key was kept, since the
// runtime may give an id to another account or slot later.
import { BLOCK_SIZE } from "../../hash/keccak";
import { takeRegion } from "../heap";
import { freeBlock, hashSoon, padBlocks } from "./hashQueue";
import { copyWord } from "./words";

/** Entries of each table, powers of two. */
const ACCOUNTS: u32 = 1 << 14;
const SLOTS: u32 = 1 << 15;

/** Entry: preimage, zeros to a multiple of 8, key. A key that begins with eight zeros is not there (yet). */
const ACCOUNT_PREIMAGE: usize = 20;
const ACCOUNT_KEY: usize = 24;
const ACCOUNT_SIZE: usize = 56;
const SLOT_PREIMAGE: usize = 52;
const SLOT_KEY: usize = 56;
const SLOT_SIZE: usize = 88;

/** What waits to be hashed. */
const ACCOUNT_BLOCKS = memory.data(BLOCK_SIZE << 1, 16);
const SLOT_BLOCKS = memory.data(BLOCK_SIZE << 1, 16);

let accounts: usize = 0;
let slots: usize = 0;

/** Sets up both tables; false when memory is full. The heap has been reset. */
export function resetKeys(): bool {
  accounts = takeRegion(<usize>ACCOUNTS * ACCOUNT_SIZE);
  slots = takeRegion(<usize>SLOTS * SLOT_SIZE);
  if (accounts == 0 || slots == 0) return false;
  memory.fill(accounts, 0, <usize>ACCOUNTS * ACCOUNT_SIZE);
  memory.fill(slots, 0, <usize>SLOTS * SLOT_SIZE);
  padBlocks(ACCOUNT_BLOCKS, ACCOUNT_PREIMAGE);
  padBlocks(SLOT_BLOCKS, SLOT_PREIMAGE);
  return true;
}

/** Writes keccak256(address) to `to`, at the latest when `finishHashes` is called. `preimage`: 20 bytes. */
export function writeAccountKey(id: u32, preimage: usize, to: usize): void {
  const entry = accounts + <usize>(id & (ACCOUNTS - 1)) * ACCOUNT_SIZE;
  const key = entry + ACCOUNT_KEY;
  const same =
    load<u64>(entry) == load<u64>(preimage) &&
    load<u64>(entry, 8) == load<u64>(preimage, 8) &&
    load<u32>(entry, 16) == load<u32>(preimage, 16);
  if (same && load<u64>(key) != 0) {
    copyWord(key, to);
    return;
  }
  const block = freeBlock(ACCOUNT_BLOCKS);
  v128.store(block, v128.load(preimage));
  store<u32>(block, load<u32>(preimage, 16), 16);
  v128.store(entry, v128.load(block));
  store<u32>(entry, load<u32>(block, 16), 16);
  store<u64>(key, 0);
  hashSoon(block, to, key);
}

/** Writes keccak256(address ‖ slot) to `to`, at the latest when `finishHashes` is called. `preimage`: 52 bytes. */
export function writeSlotKey(id: u32, preimage: usize, to: usize): void {
  const entry = slots + <usize>(id & (SLOTS - 1)) * SLOT_SIZE;
  const key = entry + SLOT_KEY;
  let difference: u64 = 0;
  for (let i: usize = 0; i < 48; i += 8) difference |= load<u64>(entry + i) ^ load<u64>(preimage + i);
  difference |= load<u32>(entry, 48) ^ load<u32>(preimage, 48);
  if (difference == 0 && load<u64>(key) != 0) {
    copyWord(key, to);
    return;
  }
  const block = freeBlock(SLOT_BLOCKS);
  copySlot(preimage, block);
  copySlot(preimage, entry);
  store<u64>(key, 0);
  hashSoon(block, to, key);
}

function copySlot(from: usize, to: usize): void {
  copyWord(from, to);
  v128.store(to, v128.load(from, 32), 32);
  store<u32>(to, load<u32>(from, 48), 48);
}
