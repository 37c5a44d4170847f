import { dictionaryAddress, dictionaryWord } from "./BatchDictionary.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import { batchLayout, pieceCode } from "./batchLayout.js";
import type { DataCursor } from "./DataCursor.js";

const none = new Uint8Array(0);

/** The bytes that the next piece of a compact transaction's data gives (spec/batches.md, BATCH-8); none when it fails. */
export function readCompactPiece(cursor: DataCursor, dictionary: BatchDictionary): Uint8Array {
  const code = cursor.readByte();
  if (code < pieceCode.shortWord) return cursor.readBytes(code + 1);
  if (code < pieceCode.firstWords) return wordOf(cursor, cursor.readBytes(code - pieceCode.shortWord));
  if (code >= pieceCode.address) {
    const address = dictionaryAddress(dictionary, (code - pieceCode.address) * 256 + cursor.readByte());
    if (address === undefined) cursor.fail();
    return wordOf(cursor, address ?? none);
  }
  const index = code === pieceCode.word ? cursor.readCount() : code - pieceCode.firstWords;
  const word = dictionaryWord(dictionary, index) ?? none;
  // A piece that gives nothing would be a step that nobody pays for (DISPUTE-34).
  if (word.length === 0) cursor.fail();
  return word;
}

/** The bytes at the end of a word of zeros. */
function wordOf(cursor: DataCursor, bytes: Uint8Array): Uint8Array {
  if (cursor.hasFailed) return none;
  const word = new Uint8Array(batchLayout.word);
  word.set(bytes, batchLayout.word - bytes.length);
  return word;
}
