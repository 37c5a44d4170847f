import { blockGasLimit, historyContract, predeploys } from "@muniment/protocol";
import { isEmptyAccount } from "../AccountFields.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import { toAddress } from "../toAddress.js";
import type { Handler } from "./Handler.js";
import { charge, regionOf, wordsOf } from "./regions.js";

/** Blocks that BLOCKHASH reaches back. */
const window = 256n;

function constant(read: (step: StepContext) => bigint): Handler {
  return (step) => {
    step.push(read(step));
    return true;
  };
}

/** EIP-2929: pays for one access to an account. */
function access(step: StepContext, word: bigint): `0x${string}` | undefined {
  const address = toAddress(word);
  const isWarm = step.warmAccount(address);
  return charge(step, isWarm ? prices.warmAccess : prices.coldAccount) ? address : undefined;
}

function ofAccount(read: (step: StepContext, address: `0x${string}`) => bigint): Handler {
  return (step) => {
    const address = access(step, step.pop());
    if (address === undefined) return false;
    step.push(read(step, address));
    return true;
  };
}

/** EIP-1052: zero for an account that is empty. */
function codeHash(step: StepContext, address: `0x${string}`): bigint {
  const account = step.account(address);
  return isEmptyAccount(account) ? 0n : BigInt(account.codeHash);
}

const extCodeCopy: Handler = (step) => {
  const address = access(step, step.pop());
  const to = step.pop();
  const from = step.pop();
  const size = step.pop();
  if (address === undefined) return false;
  const region = regionOf(step, to, size);
  if (region === undefined || !charge(step, prices.copyWord * wordsOf(region.size))) return false;
  if (region.size === 0) return true;
  const code = step.code(step.account(address).codeHash);
  const bytes = new Uint8Array(region.size);
  if (from < BigInt(code.length)) bytes.set(code.subarray(Number(from), Number(from) + region.size));
  step.writeMemory(region.offset, bytes);
  return true;
};

/** EXEC-31: of the last 256 blocks, from EIP-2935's storage. */
const blockHash: Handler = (step) => {
  const number = step.pop();
  const current = step.transaction.blockNumber;
  const isKnown = number < current && current - number <= window;
  step.push(isKnown ? step.slot(historyContract.address, number % BigInt(historyContract.window)) : 0n);
  return true;
};

const blobHash: Handler = (step) => {
  step.pop();
  step.push(0n);
  return true;
};

/** Instructions that read block, transaction, frame and accounts (spec/vm.md, VM-18; EXEC-30 to EXEC-35). */
export const environment: Readonly<Record<string, Handler>> = {
  ADDRESS: constant(({ frame }) => BigInt(frame.self)),
  BALANCE: ofAccount((step, address) => step.account(address).balance),
  ORIGIN: constant(({ transaction }) => BigInt(transaction.sender)),
  CALLER: constant(({ frame }) => BigInt(frame.sender)),
  CALLVALUE: constant(({ frame }) => frame.value),
  CALLDATASIZE: constant(({ frame }) => BigInt(frame.callData.size)),
  CODESIZE: constant(({ frame }) => BigInt(frame.code?.size ?? 0)),
  GASPRICE: constant(({ transaction }) => transaction.gasPrice),
  EXTCODESIZE: ofAccount((step, address) => BigInt(step.code(step.account(address).codeHash).length)),
  EXTCODECOPY: extCodeCopy,
  RETURNDATASIZE: constant(({ frame }) => BigInt(frame.returnData.size)),
  EXTCODEHASH: ofAccount(codeHash),
  BLOCKHASH: blockHash,
  COINBASE: constant(() => BigInt(predeploys.feeVault)),
  TIMESTAMP: constant(({ transaction }) => transaction.time),
  NUMBER: constant(({ transaction }) => transaction.blockNumber),
  PREVRANDAO: constant(() => 0n),
  GASLIMIT: constant(() => blockGasLimit),
  CHAINID: constant(({ environment: { chainId } }) => BigInt(chainId)),
  SELFBALANCE: constant((step) => step.account(step.frame.self).balance),
  BASEFEE: constant(({ transaction }) => transaction.baseFee),
  BLOBHASH: blobHash,
  BLOBBASEFEE: constant(() => 1n),
};
