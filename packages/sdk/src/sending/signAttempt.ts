import { Transaction } from "ethers";
import type { Wallet } from "ethers";
import type { Hex } from "@muniment/protocol";
import type { SendAttempt } from "./SendEntry.js";
import type { SendFees } from "./SendFees.js";
import type { SendIntent } from "./SendIntent.js";

/** Proofs of all cells of a blob, bytes; a classic sidecar has one proof of 48. */
const cellProofs = 6_144;

/** What is signed besides the intent. */
export interface SigningPlace {
  readonly chainId: bigint;
  readonly nonce: number;
  readonly gasLimit: bigint;
  readonly fees: SendFees;
  /** L1 block after which it is signed. */
  readonly block: number;
}

/** Signs an intent's first transaction. */
export async function signAttempt(
  wallet: Wallet,
  intent: SendIntent,
  place: SigningPlace,
): Promise<SendAttempt> {
  const { chainId, nonce, gasLimit, fees, block } = place;
  const { to, data, value = 0n, blobs } = intent;
  const common = { chainId, nonce, gasLimit, to, data, value, ...fees };
  const transaction = Transaction.from({ ...common, type: blobs === undefined ? 2 : 3 });
  if (blobs !== undefined) {
    transaction.blobs = blobs.map((blob) => ({ ...blob }));
    if (blobs[0]?.proof.length === cellProofs) transaction.blobWrapperVersion = 1;
  }
  return sign(wallet, transaction, fees, block);
}

/** Signs what takes the place of an attempt: the same but for its fees. */
export async function signAgain(
  wallet: Wallet,
  before: SendAttempt,
  fees: SendFees,
  block: number,
): Promise<SendAttempt> {
  const transaction = Transaction.from(before.raw);
  transaction.signature = null;
  transaction.maxFeePerGas = fees.maxFeePerGas;
  transaction.maxPriorityFeePerGas = fees.maxPriorityFeePerGas;
  if (fees.maxFeePerBlobGas !== undefined) transaction.maxFeePerBlobGas = fees.maxFeePerBlobGas;
  return sign(wallet, transaction, fees, block);
}

async function sign(
  wallet: Wallet,
  transaction: Transaction,
  fees: SendFees,
  block: number,
): Promise<SendAttempt> {
  const raw = (await wallet.signTransaction(transaction)) as Hex;
  return { hash: Transaction.from(raw).hash as Hex, raw, ...fees, block };
}
