import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import type { ByteWriter } from "./ByteWriter.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { isCompactable } from "./isCompactable.js";
import { writeCompactForm } from "./writeCompactForm.js";

/**
 * Writes a transaction as it stands in a batch's data, at the beginning of `target`: compact when that is shorter, else
 * raw (spec/batches.md, BATCH-6).
 */
export function writeCompactTransaction(
  target: ByteWriter,
  decoded: DecodedTransaction,
  index: DictionaryIndex,
): void {
  const { bytes, start, end } = decoded;
  target.clear();
  if (isCompactable(decoded)) {
    writeCompactForm(target, decoded, index);
    if (target.length < end - start) return;
    target.clear();
  }
  target.writeBytes(bytes, start, end);
}
