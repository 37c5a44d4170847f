import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";
import type { ByteWriter } from "./ByteWriter.js";

/** Writes gas limit and fees of a compact transaction, as they stand in it or in a word of the dictionary (BATCH-6). */
export function writeGasPart(target: ByteWriter, decoded: DecodedTransaction): void {
  const { bytes, type, gasLimit, maxFeeStart, maxFeeEnd, priorityFeeStart, priorityFeeEnd } = decoded;
  target.writeCount(Number(gasLimit));
  target.writeByte(maxFeeEnd - maxFeeStart);
  target.writeBytes(bytes, maxFeeStart, maxFeeEnd);
  if (type === transactionTypes.legacy) return;
  target.writeByte(priorityFeeEnd - priorityFeeStart);
  target.writeBytes(bytes, priorityFeeStart, priorityFeeEnd);
}
