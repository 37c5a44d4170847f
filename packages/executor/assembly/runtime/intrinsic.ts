// What a transaction costs before it runs.
import {
  TX_ACCESS_ADDRESSES,
  TX_ACCESS_KEYS,
  TX_AUTHORIZATIONS,
  TX_DATA,
  TX_DATA_SIZE,
  isCreation,
} from "./record";
import { FORK_PRAGUE, fork } from "./rules";

const TRANSACTION: u64 = 21000;
const CREATION: u64 = 32000;
const INIT_CODE_WORD: u64 = 2;
const ACCESS_ADDRESS: u64 = 2400;
const ACCESS_KEY: u64 = 1900;
const AUTHORIZATION: u64 = 25000;
const TOKEN: u64 = 4;
/** EIP-7623 */
const FLOOR_TOKEN: u64 = 10;

/** EIP-7623's tokens: a zero byte counts one, another four. */
function dataTokens(tx: u32): u64 {
  const from = tx + load<u32>(tx, TX_DATA);
  const size = load<u32>(tx, TX_DATA_SIZE);
  let zeros: u64 = 0;
  for (let i: u32 = 0; i < size; i++) zeros += u64(load<u8>(from + i) == 0);
  return u64(size) * 4 - zeros * 3;
}

/** Gas charged before the first opcode. */
export function intrinsicGas(tx: u32): u64 {
  let gas =
    TRANSACTION +
    dataTokens(tx) * TOKEN +
    u64(load<u32>(tx, TX_ACCESS_ADDRESSES)) * ACCESS_ADDRESS +
    u64(load<u32>(tx, TX_ACCESS_KEYS)) * ACCESS_KEY +
    u64(load<u32>(tx, TX_AUTHORIZATIONS)) * AUTHORIZATION;
  if (isCreation(tx)) gas += CREATION + ((u64(load<u32>(tx, TX_DATA_SIZE)) + 31) >> 5) * INIT_CODE_WORD;
  return gas;
}

/** Least gas a transaction uses, by its data (EIP-7623); 0 before Prague. */
export function floorGas(tx: u32): u64 {
  return fork < FORK_PRAGUE ? 0 : TRANSACTION + dataTokens(tx) * FLOOR_TOKEN;
}
