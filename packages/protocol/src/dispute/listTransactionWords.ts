import { zeroHash } from "../bytes/zeroHash.js";
import type { TransactionWords } from "./transactionWordsHash.js";
import type { Word } from "./wordsHash.js";

/** The words of a transaction in their order (spec/dispute.md, DISPUTE-37). */
export function listTransactionWords(words: TransactionWords): readonly Word[] {
  const { type, hash, raw, rawSize, sender, gasPrice, gasLimit, recipient, value, nonce } = words;
  const { dataOffset, dataSize, accesses, authorizations, blockNumber, time, baseFee } = words;
  const { intrinsicGas, floorGas } = words;
  return [
    ...[type, hash, raw, rawSize, sender, gasPrice, gasLimit],
    ...[recipient ?? zeroHash, recipient === undefined ? 1 : 0, value, nonce],
    ...[dataOffset, dataSize, accesses, authorizations, blockNumber, time, baseFee, intrinsicGas, floorGas],
  ];
}
