// Whether a transaction may be in the block at all. The answers are read by packages/executor/src/vm/runtime/verdicts.ts.
import { ENV_BASE_FEE, ENV_BLOB_BASE_FEE, ENV_GAS_LIMIT } from "../../src/vm/runtime/layout";
import { ACCOUNT_CODE, ACCOUNT_NONCE } from "./accounts";
import { CODE_DELEGATION, codeEntry } from "./codes";
import { floorGas, intrinsicGas } from "./intrinsic";
import { addInto, multiplySmall } from "./limbs";
import {
  TX_AUTHORIZATIONS,
  TX_BLOBS,
  TX_BLOB_LIST,
  TX_DATA_SIZE,
  TX_GAS_LIMIT,
  TX_MAX_BLOB_FEE,
  TX_MAX_FEE,
  TX_MAX_TIP,
  TX_NONCE,
  TX_TYPE,
  TX_VALUE,
  TYPE_BLOB,
  TYPE_SET_CODE,
  isCreation,
} from "./record";
import { FORK_OSAKA, FORK_PRAGUE, TRANSACTION_GAS_LIMIT, calldataLimit, fork, isMuniment } from "./rules";
import { lessThan } from "./word";

export const VALID: i32 = 0;
export const NONCE_TOO_LOW: i32 = -1;
export const NONCE_TOO_HIGH: i32 = -2;
export const FUNDS_TOO_LOW: i32 = -3;
export const GAS_BELOW_INTRINSIC: i32 = -4;
export const FEE_BELOW_BASE: i32 = -5;
export const TIP_ABOVE_FEE: i32 = -6;
export const SENDER_HAS_CODE: i32 = -7;
export const INIT_CODE_TOO_LARGE: i32 = -8;
export const BLOCK_GAS_EXCEEDED: i32 = -9;
export const TYPE_NOT_ALLOWED: i32 = -10;
export const BLOB_FIELDS_WRONG: i32 = -11;
export const NONCE_EXHAUSTED: i32 = -12;
export const DATA_TOO_LARGE: i32 = -13;
export const GAS_ABOVE_LIMIT: i32 = -14;
export const AUTHORIZATIONS_WRONG: i32 = -15;
export const CAPACITY_EXCEEDED: i32 = -16;
export const BLOB_FEE_BELOW_BASE: i32 = -17;
export const PRECOMPILE_GAS_EXCEEDED: i32 = -18;

/** EIP-3860: the largest init code, bytes. */
export const INIT_CODE_LIMIT: u32 = 49152;
/** EIP-4844 */
export const BLOB_GAS: u64 = 131072;
const BLOB_VERSION: u8 = 1;
/** EIP-2681: no account passes it. */
export const LAST_NONCE: u64 = 0xffffffffffffffff;

/** Whether a sender may have code: what somebody asks is not a transaction. */
let isAnySenderAllowed: bool = false;

export function allowAnySender(isAllowed: bool): void {
  isAnySenderAllowed = isAllowed;
}

const COST = memory.data(32, 16);
const BLOB_COST = memory.data(32, 16);

/** @param sender The account. @param gasUsed Gas the block has used so far. */
export function judge(tx: u32, sender: u32, gasUsed: u64): i32 {
  const type = u32(load<u8>(tx, TX_TYPE));
  const form = judgeForm(tx, type);
  if (form != VALID) return form;
  const gasLimit = load<u64>(tx, TX_GAS_LIMIT);
  if (gasLimit > load<u64>(ENV_GAS_LIMIT) || gasUsed + gasLimit > load<u64>(ENV_GAS_LIMIT))
    return BLOCK_GAS_EXCEEDED;
  if (gasLimit < intrinsicGas(tx) || gasLimit < floorGas(tx)) return GAS_BELOW_INTRINSIC;
  if (lessThan(tx + TX_MAX_FEE, tx + TX_MAX_TIP)) return TIP_ABOVE_FEE;
  if (lessThan(tx + TX_MAX_FEE, ENV_BASE_FEE)) return FEE_BELOW_BASE;
  return judgeSender(tx, sender);
}

/** What can be said without the state. */
function judgeForm(tx: u32, type: u32): i32 {
  const creates = isCreation(tx);
  const dataSize = load<u32>(tx, TX_DATA_SIZE);
  if (type > TYPE_SET_CODE || (type == TYPE_SET_CODE && fork < FORK_PRAGUE)) return TYPE_NOT_ALLOWED;
  if (isMuniment && type == TYPE_BLOB) return TYPE_NOT_ALLOWED;
  if (type == TYPE_BLOB && (creates || !blobsAreRight(tx))) return BLOB_FIELDS_WRONG;
  if (type == TYPE_BLOB && lessThan(tx + TX_MAX_BLOB_FEE, ENV_BLOB_BASE_FEE)) return BLOB_FEE_BELOW_BASE;
  if (type == TYPE_SET_CODE && (creates || load<u32>(tx, TX_AUTHORIZATIONS) == 0))
    return AUTHORIZATIONS_WRONG;
  if (creates && dataSize > INIT_CODE_LIMIT) return INIT_CODE_TOO_LARGE;
  if (dataSize > calldataLimit) return DATA_TOO_LARGE;
  if (fork >= FORK_OSAKA && load<u64>(tx, TX_GAS_LIMIT) > TRANSACTION_GAS_LIMIT) return GAS_ABOVE_LIMIT;
  return VALID;
}

/** EIP-4844: 1 to 6 blobs, under Prague alone 9 (EIP-7691; EIP-7594 bounds a transaction at 6 again), each hash of version 1. */
function blobsAreRight(tx: u32): bool {
  const count = load<u32>(tx, TX_BLOBS);
  if (count == 0 || count > 6 + 3 * u32(fork == FORK_PRAGUE)) return false;
  const list = tx + load<u32>(tx, TX_BLOB_LIST);
  for (let i: u32 = 0; i < count; i++) if (load<u8>(list + i * 32 + 31) != BLOB_VERSION) return false;
  return true;
}

function judgeSender(tx: u32, sender: u32): i32 {
  const code = load<u32>(sender, ACCOUNT_CODE);
  // EIP-3607, EIP-7702
  if (
    code != 0 &&
    (fork < FORK_PRAGUE || load<u32>(codeEntry(code), CODE_DELEGATION) == 0) &&
    !isAnySenderAllowed
  )
    return SENDER_HAS_CODE;
  const nonce = load<u64>(tx, TX_NONCE);
  const expected = load<u64>(sender, ACCOUNT_NONCE);
  if (nonce < expected) return NONCE_TOO_LOW;
  if (nonce > expected) return NONCE_TOO_HIGH;
  if (nonce == LAST_NONCE) return NONCE_EXHAUSTED;
  if (multiplySmall(tx + TX_MAX_FEE, load<u64>(tx, TX_GAS_LIMIT), COST)) return FUNDS_TOO_LOW;
  if (addInto(COST, tx + TX_VALUE)) return FUNDS_TOO_LOW;
  if (load<u32>(tx, TX_BLOBS) != 0) {
    if (multiplySmall(tx + TX_MAX_BLOB_FEE, BLOB_GAS * u64(load<u32>(tx, TX_BLOBS)), BLOB_COST))
      return FUNDS_TOO_LOW;
    if (addInto(COST, BLOB_COST)) return FUNDS_TOO_LOW;
  }
  return lessThan(sender, COST) ? FUNDS_TOO_LOW : VALID;
}
