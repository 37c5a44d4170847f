import { bytesToHex } from "@noble/hashes/utils.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { batchLayout, pieceCode } from "./batchLayout.js";
import type { DataPiece } from "./DataPiece.js";
import type { DictionaryIndex } from "./DictionaryIndex.js";
import { isAddressPiece, isWordPiece } from "./pieceKinds.js";
import { splitData } from "./splitData.js";
import { writeCount } from "./writeCount.js";

/** Bytes that one piece carries as they are. */
const run = 128;
/** Words of the dictionary that have a code of their own. */
const firstWords = pieceCode.word - pieceCode.firstWords;

/** Appends the data of a transaction in pieces (spec/batches.md, BATCH-8). */
export function writeCompactData(
  target: number[],
  { bytes, dataStart, dataEnd }: DecodedTransaction,
  index: DictionaryIndex,
): void {
  // Bytes that are carried as they are wait until another piece ends them, so that they share their first bytes.
  let waiting = dataStart;
  for (const piece of splitData(bytes, dataStart, dataEnd)) {
    const { start, end, isWord, size } = piece;
    const entry = entryOf(bytes, piece, index);
    if (entry === undefined && (!isWord || size === batchLayout.word)) continue;
    writeRuns(target, bytes, waiting, start);
    if (entry !== undefined) target.push(...entry);
    else target.push(pieceCode.shortWord + size, ...bytes.subarray(end - size, end));
    waiting = end;
  }
  writeRuns(target, bytes, waiting, dataEnd);
}

function writeRuns(target: number[], bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at += run) {
    const part = bytes.subarray(at, Math.min(at + run, end));
    target.push(pieceCode.bytes + part.length - 1, ...part);
  }
}

/** The piece as an entry of the dictionary; undefined when it is none. */
function entryOf(
  bytes: Uint8Array,
  piece: DataPiece,
  { addresses, words }: DictionaryIndex,
): number[] | undefined {
  if (isAddressPiece(piece)) {
    const index = addresses.get(bytesToHex(bytes.subarray(piece.end - batchLayout.address, piece.end)));
    return index === undefined ? undefined : [pieceCode.address + (index >> 8), index & 0xff];
  }
  if (!isWordPiece(piece)) return undefined;
  const index = words.get(bytesToHex(bytes.subarray(piece.start, piece.end)));
  if (index === undefined) return undefined;
  if (index < firstWords) return [pieceCode.firstWords + index];
  const entry: number[] = [pieceCode.word];
  writeCount(entry, index);
  return entry;
}
