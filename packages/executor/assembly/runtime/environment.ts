// Opcodes that look at accounts, blocks and the transaction.
import {
  BLOCK_HASHES,
  ENV_BLOB_COUNT,
  ENV_BLOB_HASHES,
  ENV_NUMBER,
  FRAME_ACCOUNT,
  FRAME_MEMORY,
} from "../../src/vm/runtime/layout";
import { ACCOUNT_CODE, accountOf, isEmptyAccount, warmAccount } from "./accounts";
import { CODE_BYTES, CODE_HASH, CODE_LENGTH, codeEntry } from "./codes";
import { historyAccount, historyKey } from "./history";
import { clearWord } from "./limbs";
import { copyPadded, region, regionOffset, regionSize } from "./memory";
import { pendingSlot, settleBlockHash } from "./parentHash";
import { isMuniment } from "./rules";
import { SLOT_VALUE, slotAt } from "./storage";
import { copyWord, saturate, setSmall, wordFromBytes } from "./word";

const WARM_ACCESS: i64 = 100;
const COLD_ACCOUNT: i64 = 2600;
const COPY_WORD: i64 = 3;

/** Blocks that BLOCKHASH reaches back. */
const BLOCK_HASH_WINDOW: u64 = 256;

const KEY = memory.data(32, 16);

/** EIP-2929: gas → gas for one access to an account. */
export function accessAccount(account: u32, gas: i64): i64 {
  return gas - (warmAccount(account) ? WARM_ACCESS : COLD_ACCOUNT);
}

export function balance(f: u32, address: u32, out: u32, gas: i64): i64 {
  const account = accountOf(address);
  gas = accessAccount(account, gas);
  if (gas < 0) return -1;
  copyWord(account, out);
  return gas;
}

export function extCodeSize(f: u32, address: u32, out: u32, gas: i64): i64 {
  const account = accountOf(address);
  gas = accessAccount(account, gas);
  if (gas < 0) return -1;
  setSmall(out, u64(load<u32>(codeEntry(load<u32>(account, ACCOUNT_CODE)), CODE_LENGTH)));
  return gas;
}

/** EIP-1052: zero for an empty account. */
export function extCodeHash(f: u32, address: u32, out: u32, gas: i64): i64 {
  const account = accountOf(address);
  gas = accessAccount(account, gas);
  if (gas < 0) return -1;
  if (isEmptyAccount(account)) clearWord(out);
  else wordFromBytes(codeEntry(load<u32>(account, ACCOUNT_CODE)) + CODE_HASH, out);
  return gas;
}

export function extCodeCopy(
  f: u32,
  address: u32,
  destinationWord: u32,
  sourceWord: u32,
  sizeWord: u32,
  gas: i64,
): i64 {
  const account = accountOf(address);
  gas = accessAccount(account, gas);
  if (gas < 0) return -1;
  gas = region(f, destinationWord, sizeWord, 1, gas);
  const size = regionSize();
  gas -= COPY_WORD * i64((size + 31) >> 5);
  if (gas < 0) return -1;
  if (size == 0) return gas;
  const code = codeEntry(load<u32>(account, ACCOUNT_CODE));
  const to = load<u32>(f, FRAME_MEMORY) + regionOffset();
  copyPadded(load<u32>(code, CODE_BYTES), load<u32>(code, CODE_LENGTH), saturate(sourceWord), to, size);
  return gas;
}

export function selfBalance(f: u32, out: u32): void {
  copyWord(load<u32>(f, FRAME_ACCOUNT), out);
}

/** BLOCKHASH of one of the last 256 blocks, else zero. The chain reads it where EIP-2935 keeps it. */
export function blockHash(f: u32, numberWord: u32, out: u32): void {
  const current = load<u64>(ENV_NUMBER);
  const number = saturate(numberWord);
  if (number >= current || current - number > BLOCK_HASH_WINDOW) {
    clearWord(out);
    return;
  }
  if (!isMuniment) {
    copyWord(BLOCK_HASHES + (u32(number) & 255) * 32, out);
    return;
  }
  historyKey(number, KEY);
  const slot = slotAt(historyAccount(), KEY);
  if (slot == pendingSlot) settleBlockHash();
  copyWord(slot + SLOT_VALUE, out);
}

export function blobHash(indexWord: u32, out: u32): void {
  const index = saturate(indexWord);
  if (index >= u64(load<u32>(ENV_BLOB_COUNT))) clearWord(out);
  else copyWord(ENV_BLOB_HASHES + u32(index) * 32, out);
}
