// EIP-2935's contract, which holds the hashes of the last 8,191 blocks.
import { accountAt } from "./accounts";
import { setSmall } from "./word";

/** 0x0000f90827f1c53a10cb7a02335b175320002935, as limbs. */
const HISTORY_A: u64 = 0x335b175320002935;
const HISTORY_B: u64 = 0x27f1c53a10cb7a02;
const HISTORY_C: u32 = 0x0000f908;
/** Blocks that the contract remembers. */
const HISTORY_WINDOW: u64 = 8191;

/** The contract's account. */
export function historyAccount(): u32 {
  return accountAt(HISTORY_A, HISTORY_B, HISTORY_C);
}

/** Writes the key of a block's hash in the contract to `key`, a word. */
export function historyKey(number: u64, key: u32): void {
  setSmall(key, number % HISTORY_WINDOW);
}
