import { bytesToHex } from "@noble/hashes/utils.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { batchLayout } from "./batchLayout.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { DictionaryUse } from "./DictionaryUse.js";
import { gasPart } from "./gasPart.js";
import { isCompactable } from "./isCompactable.js";
import { isAddressPiece, isWordPiece } from "./pieceKinds.js";
import { splitData } from "./splitData.js";

/** What an index takes, about: those of addresses in data take two bytes, the most used others one. */
const indexSize = 2;

/** The addresses and words with which the transactions take fewest bytes, or nearly so. */
export function chooseDictionary(transactions: readonly DecodedTransaction[]): DictionaryIndex {
  const addresses = new DictionaryUse("address");
  const words = new DictionaryUse("word");
  for (const decoded of transactions) {
    if (!isCompactable(decoded)) continue;
    const { bytes, to, dataStart, dataEnd } = decoded;
    const gas = gasPart(decoded);
    if (gas.length <= batchLayout.word) words.count(bytesToHex(Uint8Array.from(gas)), gas.length - 1, 0);
    if (to >= 0) addresses.count(bytesToHex(bytes.subarray(to, to + 20)), batchLayout.address - indexSize, 1);
    for (const piece of splitData(bytes, dataStart, dataEnd)) {
      const { start, end, size } = piece;
      if (isAddressPiece(piece))
        addresses.count(bytesToHex(bytes.subarray(end - 20, end)), size + 1 - indexSize, 0);
      else if (isWordPiece(piece))
        words.count(bytesToHex(bytes.subarray(start, end)), size + 1 - indexSize, 1);
    }
  }
  return { addresses: addresses.choose(), words: words.choose() };
}
