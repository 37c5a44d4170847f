import { batchLayout } from "./batchLayout.js";
import type { DataPiece } from "./DataPiece.js";

const selector = 4;

/**
 * A transaction's data as a call's: a selector and words, or words alone; data of any other size are one run of bytes.
 * @param start Where they begin in `bytes`.
 */
export function splitData(bytes: Uint8Array, start: number, end: number): DataPiece[] {
  const { word } = batchLayout;
  const head = (end - start) % word;
  if (end - start < selector || (head !== 0 && head !== selector)) return runOf(start, end);
  const pieces = runOf(start, start + head);
  for (let at = start + head; at < end; at += word) {
    let first = at;
    while (first < at + word && bytes[first] === 0) first++;
    pieces.push({ start: at, end: at + word, isWord: true, size: at + word - first });
  }
  return pieces;
}

function runOf(start: number, end: number): DataPiece[] {
  return start === end ? [] : [{ start, end, isWord: false, size: end - start }];
}
