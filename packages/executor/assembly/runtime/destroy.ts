// SELFDESTRUCT (EIP-6780).
import { FRAME_ACCOUNT, FRAME_STATIC } from "../../src/vm/runtime/layout";
import {
  ACCOUNT_CREATED,
  ACCOUNT_DESTROYED,
  accountOf,
  changeAccount,
  isEmptyAccount,
  touchAccount,
  transactionNumber,
  warmAccount,
} from "./accounts";
import { fault } from "./fault";
import { addInto, clearWord } from "./limbs";
import { copyWord, isZero } from "./word";

const COLD_ACCOUNT: i64 = 2600;
const NEW_ACCOUNT_GAS: i64 = 25000;

const AMOUNT = memory.data(32, 16);

/** gas → gas; the opcode's 5,000 are charged by the caller. */
export function selfDestruct(f: u32, beneficiary: u32, gas: i64): i64 {
  if (load<u32>(f, FRAME_STATIC) != 0 || fault() != 0) return -1;
  const self = load<u32>(f, FRAME_ACCOUNT);
  const heir = accountOf(beneficiary);
  if (!warmAccount(heir)) gas -= COLD_ACCOUNT;
  if (!isZero(self) && isEmptyAccount(heir)) gas -= NEW_ACCOUNT_GAS;
  if (gas < 0) return -1;
  const isNew = load<u32>(self, ACCOUNT_CREATED) == transactionNumber;
  copyWord(self, AMOUNT);
  if (heir != self) {
    changeAccount(self);
    clearWord(self);
    if (isZero(AMOUNT)) touchAccount(heir);
    else {
      changeAccount(heir);
      addInto(heir, AMOUNT);
    }
  }
  if (isNew) {
    changeAccount(self);
    // What the account leaves to itself is burnt.
    clearWord(self);
    store<u32>(self, transactionNumber, ACCOUNT_DESTROYED);
  }
  return gas;
}
