import { bounds } from "../chain/bounds.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";

/** Whether a transaction of the lane has a compact form; what has none is carried raw (spec/batches.md, BATCH-6). */
export function isCompactable(decoded: DecodedTransaction): boolean {
  const { type, chainId, nonce, gasLimit, accessListStart, accessListEnd, dataStart, dataEnd } = decoded;
  const isPlain =
    type === transactionTypes.feeMarket
      ? accessListStart === accessListEnd
      : type === transactionTypes.legacy && chainId >= 0;
  const isInRange = nonce <= largest && gasLimit <= largest && dataEnd - dataStart <= bounds.calldata;
  return isPlain && isInRange;
}

const largest = BigInt(Number.MAX_SAFE_INTEGER);
