import { bounds } from "../chain/bounds.js";
import { dictionaryAddress, dictionaryWord } from "./BatchDictionary.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import { batchLayout, pieceCode } from "./batchLayout.js";
import type { DataCursor } from "./DataCursor.js";

/** A run of a transaction's data: bytes, after as many zeros as the word they end leaves. */
interface Piece {
  readonly zeros: number;
  readonly bytes: Uint8Array;
}

const none: Piece = { zeros: 0, bytes: new Uint8Array(0) };

/**
 * The data of a compact transaction: pieces up to the cursor's end (spec/batches.md, BATCH-8). A piece gives at most
 * 32 bytes for each of its own, and all of them together 65,536; beyond, the cursor fails.
 */
export function readCompactData(cursor: DataCursor, dictionary: BatchDictionary): Uint8Array {
  const pieces: Piece[] = [];
  let size = 0;
  while (!cursor.isAtEnd()) {
    const piece = readPiece(cursor, dictionary);
    size += piece.zeros + piece.bytes.length;
    if (size > bounds.calldata) cursor.fail();
    pieces.push(piece);
  }
  if (cursor.hasFailed) return none.bytes;
  const data = new Uint8Array(size);
  let at = 0;
  for (const { zeros, bytes } of pieces) {
    data.set(bytes, at + zeros);
    at += zeros + bytes.length;
  }
  return data;
}

function readPiece(cursor: DataCursor, dictionary: BatchDictionary): Piece {
  const code = cursor.readByte();
  if (code < pieceCode.shortWord) return { zeros: 0, bytes: cursor.readBytes(code + 1) };
  if (code < pieceCode.firstWords) return wordOf(cursor.readBytes(code - pieceCode.shortWord));
  if (code >= pieceCode.address) {
    const index = (code - pieceCode.address) * 256 + cursor.readByte();
    return entryOf(cursor, dictionaryAddress(dictionary, index), wordOf);
  }
  const index = code === pieceCode.word ? cursor.readCount() : code - pieceCode.firstWords;
  return entryOf(cursor, dictionaryWord(dictionary, index), (bytes) => ({ zeros: 0, bytes }));
}

function wordOf(bytes: Uint8Array): Piece {
  return { zeros: batchLayout.word - bytes.length, bytes };
}

function entryOf(
  cursor: DataCursor,
  entry: Uint8Array | undefined,
  pieceOf: (entry: Uint8Array) => Piece,
): Piece {
  if (entry !== undefined) return pieceOf(entry);
  cursor.fail();
  return none;
}
