import { batchLayout, pieceCode } from "./batchLayout.js";
import { bytesKey } from "./bytesKey.js";
import type { ByteWriter } from "./ByteWriter.js";
import type { DataPiece } from "./DataPiece.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { isAddressPiece, isRunPiece, isWordPiece } from "./pieceKinds.js";
import { splitData } from "./splitData.js";

/** Bytes that one piece carries as they are. */
const run = 128;
/** Words of the dictionary that have a code of their own. */
const firstWords = pieceCode.word - pieceCode.firstWords;

/** Writes the data of a transaction in pieces (spec/batches.md, BATCH-8). */
export function writeCompactData(target: ByteWriter, data: Uint8Array, index: DictionaryIndex): void {
  // Bytes that are carried as they are wait until another piece ends them, so that they share their first bytes.
  let waiting = 0;
  for (const piece of splitData(data, 0, data.length)) {
    const { start, end, size } = piece;
    const entry = entryOf(data, piece, index);
    if (entry === undefined && isRunPiece(piece)) continue;
    writeRuns(target, data, waiting, start);
    if (entry === undefined) {
      target.writeByte(pieceCode.shortWord + size);
      target.writeBytes(data, end - size, end);
    } else if (isAddressPiece(piece)) {
      target.writeByte(pieceCode.address + (entry >> 8));
      target.writeByte(entry & 0xff);
    } else writeWordIndex(target, entry);
    waiting = end;
  }
  writeRuns(target, data, waiting, data.length);
}

function writeRuns(target: ByteWriter, data: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at += run) {
    const next = Math.min(at + run, end);
    target.writeByte(pieceCode.bytes + next - at - 1);
    target.writeBytes(data, at, next);
  }
}

function writeWordIndex(target: ByteWriter, entry: number): void {
  if (entry < firstWords) target.writeByte(pieceCode.firstWords + entry);
  else {
    target.writeByte(pieceCode.word);
    target.writeCount(entry);
  }
}

/** The entry of the dictionary that the piece is; undefined when it is none. */
function entryOf(
  data: Uint8Array,
  piece: DataPiece,
  { addresses, words }: DictionaryIndex,
): number | undefined {
  const { start, end } = piece;
  if (isAddressPiece(piece)) return addresses.get(bytesKey(data, end - batchLayout.address, end));
  return isWordPiece(piece) ? words.get(bytesKey(data, start, end)) : undefined;
}
