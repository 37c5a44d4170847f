// Precompiled contracts run in the host; here is when a call is one, and the way there and back.
import { RETURN_SIZE } from "../../src/vm/runtime/layout";
import { FAULT_MEMORY, FAULT_PRECOMPILES, raiseFault } from "./fault";
import { returnBytes, returnBytesEnd } from "./regions";
import { FORK_OSAKA, FORK_PRAGUE, blockPrecompileLimit, fork, isMuniment, precompileGasLimit } from "./rules";

/**
 * Runs precompile `number` on the bytes at `input` with at most `gas`; writes the output to `output`, at most `limit`
 * bytes, and its size to RETURN_SIZE. Returns the gas used, -1 when it fails, or -2 when there is no room for the output.
 */
// prettier-ignore
export declare function precompile(number: u32, input: u32, size: u32, gas: f64, output: u32, limit: u32): f64;

/** What a call of precompile `number` with the bytes at `input` costs; infinite where no gas is enough. */
export declare function price(number: u32, input: u32, size: u32): f64;

/** EIP-7951: 0x100 */
const P256_VERIFY: u64 = 0x100;
/** A host's numbers are exact to here. */
const MOST_EXACT: i64 = 9007199254740991;

/** The number of the precompile at an address, given as limbs, or 0. */
export function precompileAt(a: u64, b: u64, c: u32): u32 {
  if (b != 0 || c != 0 || a == 0) return 0;
  if (a <= 10) return u32(a);
  if (a <= 17) return fork >= FORK_PRAGUE ? u32(a) : 0;
  return a == P256_VERIFY && fork >= FORK_OSAKA ? u32(a) : 0;
}

/** What the calls of the block's transactions counted, and those of the running one. */
let countedInBlock: u64 = 0;
let countedInTransaction: u64 = 0;
/** Whether the running transaction is a deposit: L1 has said that it is in the block. */
let isDeposit: bool = false;

export function beginBlockPrecompiles(): void {
  countedInBlock = 0;
}

export function beginTransactionPrecompiles(isOfDeposit: bool): void {
  countedInTransaction = 0;
  isDeposit = isOfDeposit;
}

/** What the calls of the block's transactions have counted so far (EXEC-26). */
export function blockPrecompileCount(): u64 {
  return countedInBlock;
}

/** The running transaction stays in the block. */
export function keepTransactionPrecompiles(): void {
  countedInBlock += countedInTransaction;
}

/** What a price counts for. Recovery and the hashes take little time for their gas, and copying takes none to speak of. */
function shareOf(number: u32, gas: u64): u64 {
  if (number > 4) return gas;
  return number < 4 ? gas / 4 : 0;
}

/**
 * Counts a call that can pay with `gas`. Counted is what the machine is made to do, so it stays when frames are reverted.
 * @returns Whether the call may run. When the block has no room for it, the transaction is taken out of the block; a deposit
 * stays and goes on.
 */
function isCounted(number: u32, input: u32, size: u32, gas: i64): bool {
  if (!isMuniment) return true;
  const cost = price(number, input, size);
  if (cost > f64(gas)) return false;
  const sum = countedInTransaction + shareOf(number, u64(cost));
  if (sum > blockPrecompileLimit) return false;
  if (countedInBlock + sum > blockPrecompileLimit) {
    if (!isDeposit) raiseFault(FAULT_PRECOMPILES);
    return false;
  }
  countedInTransaction = sum;
  return true;
}

/** Runs a precompile: gas → gas, or -1 when it fails. Its output is the return data. */
export function runPrecompile(number: u32, input: u32, size: u32, gas: i64): i64 {
  store<u32>(RETURN_SIZE, 0);
  const bound = i64(precompileGasLimit);
  const most = min<i64>(min<i64>(gas, bound), MOST_EXACT);
  if (!isCounted(number, input, size, most)) return -1;
  const used = precompile(number, input, size, f64(most), returnBytes, returnBytesEnd - returnBytes);
  if (used < 0) {
    if (used < -1) raiseFault(FAULT_MEMORY);
    store<u32>(RETURN_SIZE, 0);
    return -1;
  }
  return gas - i64(used);
}
