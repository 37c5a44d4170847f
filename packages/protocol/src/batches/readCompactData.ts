import { bounds } from "../chain/bounds.js";
import type { BatchDictionary } from "./BatchDictionary.js";
import type { DataCursor } from "./DataCursor.js";
import { readCompactPiece } from "./readCompactPiece.js";

/**
 * The data of a compact transaction: pieces up to the cursor's end (spec/batches.md, BATCH-8). A piece gives at most
 * 32 bytes for each of its own, and all of them together 65,536; beyond, the cursor fails.
 */
export function readCompactData(cursor: DataCursor, dictionary: BatchDictionary): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (!cursor.isAtEnd()) {
    const piece = readCompactPiece(cursor, dictionary);
    size += piece.length;
    if (size > bounds.calldata) cursor.fail();
    pieces.push(piece);
  }
  if (cursor.hasFailed) return new Uint8Array(0);
  const data = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    data.set(piece, at);
    at += piece.length;
  }
  return data;
}
