import {
  blockGasLimit,
  bounds,
  decodeTransaction,
  keccak256,
  predeploys,
  readBatchTransaction,
  toHex,
  writeSigningPayload,
} from "@muniment/protocol";
import type { DecodedTransaction, Hex } from "@muniment/protocol";
import { PersistentTree } from "../../../state/tree/PersistentTree.js";
import { noCodeHash } from "../AccountFields.js";
import { Bloom } from "../Bloom.js";
import { delegationOf } from "../delegationOf.js";
import { gasOf, type TransactionGas } from "../gasOf.js";
import { wordOfBytes } from "../instructions/wordOfBytes.js";
import { limits } from "../limits.js";
import { Pages } from "../Pages.js";
import { passOver } from "../passOver.js";
import { frameStatus, type PhaseData } from "../PhaseData.js";
import { recoverSigner } from "../recoverSigner.js";
import type { StepContext } from "../StepContext.js";

/** A payload is at most so many bytes longer than its transaction. */
const payloadMargin = 80;

/** A transaction of which all is known that its bytes say, and the account that sends it. */
interface Started {
  readonly decoded: DecodedTransaction;
  readonly raw: Pages;
  readonly hash: Hex;
  readonly gas: TransactionGas;
  readonly sender: Hex;
}

/** Phase START: raw bytes become a transaction, valid or passed over; its sender pays, a deposit is minted. */
export function start(step: StepContext, { raw, isDeposit }: Extract<PhaseData, { phase: "start" }>): void {
  const { machine } = step;
  const bytes = step.readPages("raw", raw, 0, raw.size);
  machine.origin = machine.state;
  machine.scratch = PersistentTree.empty;
  machine.refund = 0n;
  machine.logs = Pages.none;
  machine.bloom = Bloom.empty;
  machine.precompiles = 0;
  const decoded = isDeposit
    ? decodeTransaction(bytes, 0, bytes.length)
    : readBatchTransaction(bytes, step.environment.chainId);
  if (typeof decoded === "string") {
    passOver(step);
    return;
  }
  const sender = isDeposit ? depositor(decoded) : signerOf(decoded);
  if (sender === undefined) {
    passOver(step);
    return;
  }
  const started = { decoded, raw, hash: keccak256(bytes), gas: gasOf(decoded), sender };
  if (isDeposit) startDeposit(step, started);
  else startSigned(step, started);
}

function depositor({ bytes, depositSender }: DecodedTransaction): Hex {
  return toHex(bytes.subarray(depositSender, depositSender + 20));
}

function signerOf(decoded: DecodedTransaction): Hex | undefined {
  return recoverSigner(decoded, writeSigningPayload, decoded.end + payloadMargin);
}

function startSigned(step: StepContext, started: Started): void {
  const { decoded, sender, gas } = started;
  const { bytes, gasLimit, nonce } = decoded;
  const { leaf } = step.machine;
  const maxFee = wordOfBytes(bytes.subarray(decoded.maxFeeStart, decoded.maxFeeEnd));
  const maxTip = wordOfBytes(bytes.subarray(decoded.priorityFeeStart, decoded.priorityFeeEnd));
  const value = wordOfBytes(bytes.subarray(decoded.valueStart, decoded.valueEnd));
  const isInForm =
    (decoded.to >= 0 || decoded.dataEnd - decoded.dataStart <= limits.initCode) &&
    leaf.gasUsed + gasLimit <= blockGasLimit &&
    gasLimit >= gas.intrinsic &&
    gasLimit >= gas.floor &&
    maxTip <= maxFee &&
    leaf.baseFee <= maxFee;
  if (!isInForm || nonce === limits.lastNonce) {
    passOver(step);
    return;
  }
  const account = step.account(sender);
  // EIP-3607, EIP-7702: an account with code sends nothing, unless the code is a delegation.
  const hasCode = account.codeHash !== noCodeHash && delegationOf(step.code(account.codeHash)) === undefined;
  const cost = maxFee * gasLimit + value;
  if (hasCode || account.nonce !== nonce || account.balance < cost) {
    passOver(step);
    return;
  }
  const tip = maxFee - leaf.baseFee < maxTip ? maxFee - leaf.baseFee : maxTip;
  const gasPrice = leaf.baseFee + tip;
  step.setAccount(sender, {
    ...account,
    nonce: nonce + 1n,
    balance: account.balance - gasPrice * gasLimit,
  });
  begin(step, started, { gasPrice, nonce, value });
}

function startDeposit(step: StepContext, started: Started): void {
  const { decoded, sender, gas } = started;
  const { bytes, gasLimit } = decoded;
  const minted = wordOfBytes(bytes.subarray(decoded.maxFeeStart, decoded.maxFeeEnd));
  const value = wordOfBytes(bytes.subarray(decoded.valueStart, decoded.valueEnd));
  if (step.machine.leaf.gasUsed + gasLimit > blockGasLimit) {
    passOver(step);
    return;
  }
  const account = step.account(sender);
  const most = 2n ** 256n - 1n;
  const balance = account.balance + minted > most ? most : account.balance + minted;
  const isLast = account.nonce === limits.lastNonce;
  step.setAccount(sender, { ...account, nonce: account.nonce + (isLast ? 0n : 1n), balance });
  begin(
    step,
    { ...started, gas: { intrinsic: gas.intrinsic, floor: 0n } },
    {
      gasPrice: 0n,
      nonce: account.nonce,
      value,
    },
  );
  const size = decoded.dataEnd - decoded.dataStart;
  const mayRun =
    gasLimit >= gas.intrinsic &&
    gasLimit <= BigInt(bounds.transactionGas) &&
    !isLast &&
    size <= (decoded.to < 0 ? limits.initCode : bounds.calldata) &&
    balance >= value;
  if (!mayRun)
    step.goTo({ phase: "clear", status: frameStatus.halted, gasUsed: gasLimit, ...nothingDestroyed });
}

const nothingDestroyed = { accounts: `0x${"0".repeat(64)}`, slots: `0x${"0".repeat(64)}` } as const;

/** What the transaction says of itself, and the accounts that are warm from its beginning. */
function begin(
  step: StepContext,
  { decoded, raw, hash, gas, sender }: Started,
  { gasPrice, nonce, value }: { gasPrice: bigint; nonce: bigint; value: bigint },
): void {
  const { bytes, to, type, gasLimit, dataStart, dataEnd } = decoded;
  const { blockNumber, time, baseFee } = step.machine.leaf;
  const recipient = to < 0 ? undefined : toHex(bytes.subarray(to, to + 20));
  const accesses = decoded.accessListAddresses + decoded.accessListKeys;
  step.machine.transaction = {
    ...{ type, hash, raw, sender, gasPrice, gasLimit, recipient, value, nonce },
    ...{ dataOffset: dataStart, dataSize: dataEnd - dataStart },
    ...{ accesses, authorizations: decoded.authorizations, blockNumber, time, baseFee },
    ...{ intrinsicGas: gas.intrinsic, floorGas: gas.floor },
  };
  step.warmAccount(sender);
  step.warmAccount(predeploys.feeVault);
  if (recipient !== undefined) step.warmAccount(recipient);
  const at = decoded.accessListStart;
  step.goTo({ phase: "access", at, left: accesses, address: undefined, end: at });
}
