import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";
import { writeCount } from "./writeCount.js";

/** Gas limit and fees of a compact transaction, as they stand in it or in a word of the dictionary (BATCH-6). */
export function gasPart(decoded: DecodedTransaction): number[] {
  const { bytes, type, gasLimit, maxFeeStart, maxFeeEnd, priorityFeeStart, priorityFeeEnd } = decoded;
  const part: number[] = [];
  writeCount(part, Number(gasLimit));
  part.push(maxFeeEnd - maxFeeStart, ...bytes.subarray(maxFeeStart, maxFeeEnd));
  if (type === transactionTypes.legacy) return part;
  part.push(priorityFeeEnd - priorityFeeStart, ...bytes.subarray(priorityFeeStart, priorityFeeEnd));
  return part;
}
