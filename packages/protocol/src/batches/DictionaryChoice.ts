import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { batchLayout } from "./batchLayout.js";
import { bytesKey } from "./bytesKey.js";
import { ByteWriter } from "./ByteWriter.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { DictionaryUse } from "./DictionaryUse.js";
import { isCompactable } from "./isCompactable.js";
import { isAddressPiece, isWordPiece } from "./pieceKinds.js";
import { plainSize } from "./plainSize.js";
import { splitData } from "./splitData.js";
import { writeGasPart } from "./writeGasPart.js";

/** Finds the addresses and words with which transactions take fewest bytes, or nearly so. */
export class DictionaryChoice {
  readonly #addresses = new DictionaryUse("address");
  readonly #words = new DictionaryUse("word");
  readonly #gas = new ByteWriter();

  /** Bytes that the dictionary saves, its own entries taken off. */
  saved(): number {
    return this.#addresses.saved() + this.#words.saved();
  }

  /** Counts a transaction in. */
  add(decoded: DecodedTransaction): void {
    if (!isCompactable(decoded)) return;
    const { bytes, to, dataStart, dataEnd } = decoded;
    this.#countGas(decoded);
    const { address } = batchLayout;
    if (to >= 0) this.#addresses.count(bytesKey(bytes, to, to + address), address, "counted");
    const pieces = splitData(bytes, dataStart, dataEnd);
    for (const [place, piece] of pieces.entries()) {
      const { start, end } = piece;
      const plain = plainSize(pieces, place);
      if (isAddressPiece(piece)) {
        this.#addresses.count(bytesKey(bytes, end - address, end), plain, "coded");
      } else if (isWordPiece(piece)) {
        this.#words.count(bytesKey(bytes, start, end), plain, "coded");
      }
    }
  }

  choose(): DictionaryIndex {
    return { addresses: this.#addresses.choose(), words: this.#words.choose() };
  }

  #countGas(decoded: DecodedTransaction): void {
    const gas = this.#gas;
    gas.clear();
    writeGasPart(gas, decoded);
    const { length } = gas;
    if (length <= batchLayout.word) this.#words.count(bytesKey(gas.view(), 0, length), length, "counted");
  }
}
