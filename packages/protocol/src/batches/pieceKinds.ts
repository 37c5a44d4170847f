import { batchLayout } from "./batchLayout.js";
import type { DataPiece } from "./DataPiece.js";

/** A word that looks like an address: 16 bytes at least, so that amounts are none. */
export function isAddressPiece({ isWord, size }: DataPiece): boolean {
  return isWord && size >= 16 && size <= batchLayout.address;
}

/** What a word of the dictionary may stand for, with a saving. */
export function isWordPiece({ start, end, size }: DataPiece): boolean {
  return size >= 3 && end - start <= batchLayout.word;
}

/** What is carried as it stands unless the dictionary has it: no shorter as a word without its zeros. */
export function isRunPiece({ isWord, size }: DataPiece): boolean {
  return !isWord || size === batchLayout.word;
}
