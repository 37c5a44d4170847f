// EIP-7702: accounts that let a contract's code act for them.
import { ENV_CHAIN_ID } from "../../src/vm/runtime/layout";
import {
  ACCOUNT_CODE,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountAt,
  changeAccount,
  warmAccount,
} from "./accounts";
import { CODE_DELEGATION, codeEntry, codeOf } from "./codes";
import { fault } from "./fault";
import { addressToBytes } from "./limbs";
import {
  AUTHORIZATION_CHAIN,
  AUTHORIZATION_NONCE,
  AUTHORIZATION_SIZE,
  AUTHORIZATION_TARGET,
  AUTHORIZATION_VALID,
  TX_AUTHORIZATIONS,
  TX_AUTHORIZATION_LIST,
} from "./record";
import { addRefund } from "./refund";
import { LAST_NONCE } from "./validity";
import { equals, isZero } from "./word";

/** 25,000 charged per authorization less the 12,500 that one for an existing account costs. */
const EXISTING_ACCOUNT_REFUND: i64 = 12500;

const DELEGATION = memory.data(24, 16);

/** Carries out a transaction's authorizations; a bad one is passed over. They stay when the transaction fails. */
export function applyAuthorizations(tx: u32): void {
  const count = load<u32>(tx, TX_AUTHORIZATIONS);
  const list = tx + load<u32>(tx, TX_AUTHORIZATION_LIST);
  for (let i: u32 = 0; i < count && fault() == 0; i++) applyAuthorization(list + i * AUTHORIZATION_SIZE);
}

function applyAuthorization(at: u32): void {
  const chain = at + AUTHORIZATION_CHAIN;
  if (!isZero(chain) && !equals(chain, ENV_CHAIN_ID)) return;
  const nonce = load<u64>(at, AUTHORIZATION_NONCE);
  if (nonce == LAST_NONCE || load<u32>(at, AUTHORIZATION_VALID) == 0) return;
  const authority = accountAt(load<u64>(at), load<u64>(at, 8), load<u32>(at, 16));
  warmAccount(authority);
  const code = load<u32>(authority, ACCOUNT_CODE);
  if (code != 0 && load<u32>(codeEntry(code), CODE_DELEGATION) == 0) return;
  if (load<u64>(authority, ACCOUNT_NONCE) != nonce) return;
  if (load<u32>(authority, ACCOUNT_EXISTS) != 0) addRefund(EXISTING_ACCOUNT_REFUND);
  changeAccount(authority);
  store<u64>(authority, nonce + 1, ACCOUNT_NONCE);
  store<u32>(authority, delegationTo(at + AUTHORIZATION_TARGET), ACCOUNT_CODE);
}

/** The code 0xef0100 ‖ target; none when the target is the zero address. `target`: address limbs. */
function delegationTo(target: u32): u32 {
  if ((load<u64>(target) | load<u64>(target, 8) | u64(load<u32>(target, 16))) == 0) return 0;
  store<u8>(DELEGATION, 0xef);
  store<u8>(DELEGATION, 0x01, 1);
  store<u8>(DELEGATION, 0x00, 2);
  addressToBytes(target, DELEGATION + 3);
  return codeOf(DELEGATION, 23);
}
