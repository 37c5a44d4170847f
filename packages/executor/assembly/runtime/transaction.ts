// One transaction, from its prepared record to its receipt record.
import {
  BLOB_HASH_LIMIT,
  CALL_KIND_CREATE,
  CALL_KIND_TRANSACTION,
  ENV_BASE_FEE,
  ENV_BLOB_BASE_FEE,
  ENV_BLOB_COUNT,
  ENV_BLOB_HASHES,
  ENV_COINBASE,
  ENV_GAS_LIMIT,
  ENV_GAS_PRICE,
  ENV_ORIGIN,
  FRAME_ACCOUNT,
  FRAME_CALLER,
  FRAME_DATA,
  FRAME_DATA_SIZE,
  FRAME_GAS,
  FRAME_KIND,
  FRAME_OUTPUT,
  FRAME_OUTPUT_SIZE,
  FRAME_SELF,
  FRAME_STATIC,
  FRAME_VALUE,
  RETURN_SIZE,
  STATUS_HALTED,
  STATUS_RETURNED,
} from "../../src/vm/runtime/layout";
import {
  ACCOUNT_ADDRESS,
  ACCOUNT_CODE,
  ACCOUNT_CREATED,
  ACCOUNT_DESTROYED,
  ACCOUNT_EXISTS,
  ACCOUNT_NONCE,
  accountAt,
  accountCount,
  accountOf,
  changeAccount,
  forgetAccounts,
  isEmptyAccount,
  nextTransaction,
  touchAccount,
  transactionNumber,
  warmAccount,
} from "./accounts";
import { beginAttempt, undoAttempt } from "./attempt";
import { applyAuthorizations } from "./authorizations";
import { checkChanges } from "./blocks";
import { addressWord, delegationTarget, transfer } from "./calls";
import { beginCreate, createAddress, depositCode, isOccupied, setInitCode } from "./creates";
import { fault } from "./fault";
import { firstFrame, keepOutput, markFrame, returnData, runFrame, setFrameCode, undoFrame } from "./frames";
import { floorGas, intrinsicGas } from "./intrinsic";
import { ENTRY_ACCOUNT, ENTRY_SIZE, ENTRY_SLOT, ENTRY_TOUCH, journalTop, resetJournal } from "./journal";
import { addInto, addressToBytes, clearWord, multiplySmall, subtractFrom } from "./limbs";
import { keepTransactionPrecompiles, precompileAt, runPrecompile } from "./precompiles";
import { beginReceipt, endReceipt } from "./receipts";
import {
  ACCESS_ENTRY_SIZE,
  ACCESS_KEY_COUNT,
  TX_ACCESS,
  TX_ACCESS_ADDRESSES,
  TX_BLOBS,
  TX_BLOB_LIST,
  TX_DATA,
  TX_DATA_SIZE,
  TX_GAS_LIMIT,
  TX_MAX_FEE,
  TX_MAX_TIP,
  TX_SENDER,
  TX_TO,
  TX_TYPE,
  TX_VALUE,
  TYPE_DEPOSIT,
  isCreation,
} from "./record";
import { dropUnused } from "./reclaim";
import { refund, setRefund } from "./refund";
import { journal, slots } from "./regions";
import { TRANSACTION_GAS_LIMIT, calldataLimit, isMuniment } from "./rules";
import {
  SLOT_ACCOUNT,
  SLOT_VALUE,
  SLOT_WARM,
  clearTransients,
  countSlot,
  isFirstEntry,
  slotAt,
  slotCount,
  slotOfId,
  warmSlot,
} from "./storage";
import {
  BLOB_GAS,
  BLOCK_GAS_EXCEEDED,
  CAPACITY_EXCEEDED,
  INIT_CODE_LIMIT,
  LAST_NONCE,
  VALID,
  judge,
} from "./validity";
import { copyWord, isZero, lessThan } from "./word";

/** EIP-3529: at most a fifth of the gas used is refunded. */
const REFUND_QUOTIENT: u64 = 5;

const AMOUNT = memory.data(32, 16);
const TIP = memory.data(32, 16);
const CREATED = memory.data(32, 16);
const CREATED_BYTES = memory.data(32, 16);

let blockGas: u64 = 0;
let lastGasUsed: u64 = 0;
let lastOutcome: u32 = 0;

/** Begins a block's count of gas. */
export function resetBlockGas(): void {
  blockGas = 0;
}

/** Gas that the block's transactions used so far. */
export function blockGasUsed(): u64 {
  return blockGas;
}

/** Gas that the last transaction used. */
export function transactionGasUsed(): u64 {
  return lastGasUsed;
}

/** How the last transaction ended: STATUS_*. */
export function transactionOutcome(): u32 {
  return lastOutcome;
}

/**
 * Executes the record at `tx`. @returns VALID, or why the transaction cannot be in the block; then nothing changed. What a
 * block only read makes room before a transaction is refused for the lack of it.
 */
export function executeTransaction(tx: u32): i32 {
  const verdict = attempt(tx);
  if (verdict != CAPACITY_EXCEEDED) return verdict;
  const entries = accountCount() + slotCount();
  dropUnused();
  return accountCount() + slotCount() < entries ? attempt(tx) : verdict;
}

function attempt(tx: u32): i32 {
  const known = accountCount();
  const isDeposit = isMuniment && u32(load<u8>(tx, TX_TYPE)) == TYPE_DEPOSIT;
  beginAttempt(isDeposit);
  const sender = accountAt(
    load<u64>(tx, TX_SENDER),
    load<u64>(tx, TX_SENDER + 8),
    load<u32>(tx, TX_SENDER + 16),
  );
  const verdict = isDeposit ? judgeDeposit(tx) : judge(tx, sender, blockGas);
  if (fault() != 0) return undoAttempt();
  if (verdict != VALID) {
    // Senders of what never gets into a block take no room.
    forgetAccounts(known);
    return verdict;
  }

  if (nextTransaction(slots, slotOfId(slotCount()), SLOT_WARM)) clearTransients();
  setRefund(0);
  beginReceipt();
  if (isDeposit) executeDeposit(tx, sender);
  else executeSigned(tx, sender);
  if (fault() != 0) return undoAttempt();
  // Nothing is left for the undoing of a block to revert.
  resetJournal();
  keepTransactionPrecompiles();
  return VALID;
}

function executeSigned(tx: u32, sender: u32): void {
  const gasLimit = load<u64>(tx, TX_GAS_LIMIT);
  setPrice(tx);
  setTransactionEnvironment(tx, sender);
  changeAccount(sender);
  multiplySmall(ENV_GAS_PRICE, gasLimit, AMOUNT);
  subtractFrom(sender, AMOUNT);
  if (load<u32>(tx, TX_BLOBS) != 0) {
    multiplySmall(ENV_BLOB_BASE_FEE, BLOB_GAS * u64(load<u32>(tx, TX_BLOBS)), AMOUNT);
    subtractFrom(sender, AMOUNT);
  }
  const nonce = load<u64>(sender, ACCOUNT_NONCE);
  store<u64>(sender, nonce + 1, ACCOUNT_NONCE);
  warmAccesses(tx, sender);
  applyAuthorizations(tx);
  const left = run(tx, sender, nonce, i64(gasLimit - intrinsicGas(tx)));
  if (fault() != 0) return;
  lastGasUsed = settleGas(tx, sender, gasLimit, left);
  finish(tx);
}

/** The gas price: the base fee and the tip, at most the fee the sender allows. */
function setPrice(tx: u32): void {
  copyWord(tx + TX_MAX_FEE, TIP);
  subtractFrom(TIP, ENV_BASE_FEE);
  if (lessThan(tx + TX_MAX_TIP, TIP)) copyWord(tx + TX_MAX_TIP, TIP);
  copyWord(ENV_BASE_FEE, ENV_GAS_PRICE);
  addInto(ENV_GAS_PRICE, TIP);
}

function setTransactionEnvironment(tx: u32, sender: u32): void {
  addressWord(sender, ENV_ORIGIN);
  const blobs = min<u32>(load<u32>(tx, TX_BLOBS), BLOB_HASH_LIMIT);
  store<u32>(ENV_BLOB_COUNT, blobs);
  memory.copy(ENV_BLOB_HASHES, tx + load<u32>(tx, TX_BLOB_LIST), blobs * 32);
  store<u32>(RETURN_SIZE, 0);
}

/** EIP-2929, EIP-2930, EIP-3651. */
function warmAccesses(tx: u32, sender: u32): void {
  warmAccount(sender);
  warmAccount(accountOf(ENV_COINBASE));
  if (!isCreation(tx))
    warmAccount(accountAt(load<u64>(tx, TX_TO), load<u64>(tx, TX_TO + 8), load<u32>(tx, TX_TO + 16)));
  let at = tx + load<u32>(tx, TX_ACCESS);
  for (let n = load<u32>(tx, TX_ACCESS_ADDRESSES); n > 0; n--) {
    const account = accountAt(load<u64>(at), load<u64>(at, 8), load<u32>(at, 16));
    warmAccount(account);
    const keys = load<u32>(at, ACCESS_KEY_COUNT);
    at += ACCESS_ENTRY_SIZE;
    for (let k: u32 = 0; k < keys; k++) {
      warmSlot(slotAt(account, at));
      at += 32;
    }
  }
}

/** Runs the transaction's call or creation. @returns The gas left; the outcome is kept. */
function run(tx: u32, sender: u32, nonce: u64, gas: i64): i64 {
  const f = firstFrame();
  clearWord(CREATED);
  markFrame(f);
  addressWord(sender, f + FRAME_CALLER);
  store<i64>(f, gas, FRAME_GAS);
  store<u32>(f, 0, FRAME_STATIC);
  const status = isCreation(tx) ? runCreation(f, tx, sender, nonce) : runCall(f, tx, sender);
  lastOutcome = status;
  if (status != STATUS_RETURNED) undoFrame(f);
  keepOutput(f, status);
  return status == STATUS_HALTED ? 0 : load<i64>(f, FRAME_GAS);
}

function runCreation(f: u32, tx: u32, sender: u32, nonce: u64): u32 {
  createAddress(sender + ACCOUNT_ADDRESS, nonce, CREATED);
  const account = accountOf(CREATED);
  warmAccount(account);
  store<u32>(f, CALL_KIND_CREATE, FRAME_KIND);
  if (isOccupied(account)) {
    clearWord(CREATED);
    return STATUS_HALTED;
  }
  beginCreate(f, sender, account, tx + TX_VALUE);
  setInitCode(f, tx + load<u32>(tx, TX_DATA), load<u32>(tx, TX_DATA_SIZE));
  const status = depositCode(f, runFrame(f));
  if (status != STATUS_RETURNED) clearWord(CREATED);
  return status;
}

function runCall(f: u32, tx: u32, sender: u32): u32 {
  const account = accountAt(load<u64>(tx, TX_TO), load<u64>(tx, TX_TO + 8), load<u32>(tx, TX_TO + 16));
  const data = tx + load<u32>(tx, TX_DATA);
  const size = load<u32>(tx, TX_DATA_SIZE);
  if (isZero(tx + TX_VALUE)) touchAccount(account);
  else transfer(sender, account, tx + TX_VALUE);
  const number = precompileAt(load<u64>(tx, TX_TO), load<u64>(tx, TX_TO + 8), load<u32>(tx, TX_TO + 16));
  if (number != 0) {
    const left = runPrecompile(number, data, size, load<i64>(f, FRAME_GAS));
    if (left < 0) return STATUS_HALTED;
    store<i64>(f, left, FRAME_GAS);
    store<u32>(f, returnData(), FRAME_OUTPUT);
    store<u32>(f, load<u32>(RETURN_SIZE), FRAME_OUTPUT_SIZE);
    return STATUS_RETURNED;
  }
  let code = load<u32>(account, ACCOUNT_CODE);
  const target = code == 0 ? 0 : delegationTarget(code);
  if (target != 0) {
    warmAccount(target);
    code = load<u32>(target, ACCOUNT_CODE);
  }
  if (code == 0) return STATUS_RETURNED;
  store<u32>(f, CALL_KIND_TRANSACTION, FRAME_KIND);
  store<u32>(f, account, FRAME_ACCOUNT);
  store<u32>(f, data, FRAME_DATA);
  store<u32>(f, size, FRAME_DATA_SIZE);
  addressWord(account, f + FRAME_SELF);
  copyWord(tx + TX_VALUE, f + FRAME_VALUE);
  setFrameCode(f, code);
  return runFrame(f);
}

/** Refunds, the floor of EIP-7623, the sender's unused gas and the fee. @returns The gas used. */
function settleGas(tx: u32, sender: u32, gasLimit: u64, left: i64): u64 {
  let used = gasLimit - u64(left);
  used -= min<u64>(u64(max<i64>(refund, 0)), used / REFUND_QUOTIENT);
  used = max<u64>(used, floorGas(tx));
  changeAccount(sender);
  multiplySmall(ENV_GAS_PRICE, gasLimit - used, AMOUNT);
  addInto(sender, AMOUNT);
  // The chain gives the whole fee to its recipient; Ethereum burns the base fee.
  multiplySmall(isMuniment ? u32(ENV_GAS_PRICE) : u32(TIP), used, AMOUNT);
  const recipient = accountOf(ENV_COINBASE);
  if (isZero(AMOUNT)) touchAccount(recipient);
  else {
    changeAccount(recipient);
    addInto(recipient, AMOUNT);
  }
  return used;
}

/** A deposit needs room in the block and nothing else. */
function judgeDeposit(tx: u32): i32 {
  const gasLimit = load<u64>(tx, TX_GAS_LIMIT);
  const most = load<u64>(ENV_GAS_LIMIT);
  // Apart, because the sum may not fit 64 bits.
  return gasLimit > most || blockGas + gasLimit > most ? BLOCK_GAS_EXCEEDED : VALID;
}

/** Whether a deposit's call can run: L1 asked nobody before it was sent. */
function mayRun(tx: u32, sender: u32, nonce: u64, intrinsic: u64): bool {
  const gasLimit = load<u64>(tx, TX_GAS_LIMIT);
  const size = load<u32>(tx, TX_DATA_SIZE);
  if (gasLimit < intrinsic || gasLimit > TRANSACTION_GAS_LIMIT || nonce == LAST_NONCE) return false;
  if (size > calldataLimit || (isCreation(tx) && size > INIT_CODE_LIMIT)) return false;
  return !lessThan(sender, tx + TX_VALUE);
}

/** Adds to a balance, which stops at its greatest value. */
function mint(account: u32, amount: u32): void {
  if (addInto(account, amount)) memory.fill(account, 0xff, 32);
}

/** What was deposited arrives, whatever becomes of the call; its gas was paid on L1. */
function executeDeposit(tx: u32, sender: u32): void {
  const gasLimit = load<u64>(tx, TX_GAS_LIMIT);
  clearWord(ENV_GAS_PRICE);
  setTransactionEnvironment(tx, sender);
  changeAccount(sender);
  mint(sender, tx + TX_MAX_FEE);
  const nonce = load<u64>(sender, ACCOUNT_NONCE);
  // EIP-2681: the last nonce is never passed.
  if (nonce != LAST_NONCE) store<u64>(sender, nonce + 1, ACCOUNT_NONCE);
  warmAccesses(tx, sender);
  const intrinsic = intrinsicGas(tx);
  if (mayRun(tx, sender, nonce, intrinsic)) {
    const used = gasLimit - u64(run(tx, sender, nonce, i64(gasLimit - intrinsic)));
    lastGasUsed = used - min<u64>(u64(max<i64>(refund, 0)), used / REFUND_QUOTIENT);
  } else {
    lastOutcome = STATUS_HALTED;
    lastGasUsed = gasLimit;
    clearWord(CREATED);
  }
  finish(tx);
}

/** The end of every transaction: what was destroyed or left empty goes; the receipt is written. */
function finish(tx: u32): void {
  // The counts of slots are not in the journal: a transaction that will be reverted must not reach them.
  checkChanges();
  if (fault() != 0) return;
  for (let at = journal; at < journalTop; at += ENTRY_SIZE) {
    const kind = load<u32>(at);
    const subject = load<u32>(at, 4);
    if (kind == ENTRY_ACCOUNT || kind == ENTRY_TOUCH) clearAccount(subject);
    else if (kind == ENTRY_SLOT && isFirstEntry(at)) finishSlot(at, subject);
  }
  blockGas += lastGasUsed;
  addressToBytes(CREATED, CREATED_BYTES);
  endReceipt(u32(load<u8>(tx, TX_TYPE)), lastOutcome, lastGasUsed, blockGas, CREATED_BYTES, ENV_GAS_PRICE);
}

/** EIP-6780, EIP-161. */
function clearAccount(account: u32): void {
  if (
    load<u32>(account, ACCOUNT_DESTROYED) == transactionNumber &&
    load<u32>(account, ACCOUNT_CREATED) == transactionNumber
  ) {
    clearWord(account);
    store<u64>(account, 0, ACCOUNT_NONCE);
    store<u32>(account, 0, ACCOUNT_CODE);
  }
  if (isEmptyAccount(account)) store<u32>(account, 0, ACCOUNT_EXISTS);
}

/** A written slot: a destroyed account's goes; the account's number of slots is kept. */
function finishSlot(entry: u32, slot: u32): void {
  const account = load<u32>(slot, SLOT_ACCOUNT);
  const value = slot + SLOT_VALUE;
  if (load<u32>(account, ACCOUNT_DESTROYED) == transactionNumber) clearWord(value);
  countSlot(account, isZero(entry + 8), isZero(value));
}
