import { jumpBitmap } from "../jumpBitmap.js";
import { pageSize } from "../pageSize.js";
import { pagesOf } from "./pagesOf.js";

/** The pages of a code, each with its part of the jump bitmap behind it (spec/dispute.md, DISPUTE-22). */
export function codePagesOf(code: Uint8Array): Uint8Array[] {
  const bitmap = jumpBitmap(code);
  const part = pageSize / 8;
  return pagesOf(code).map((page, index) => {
    const both = new Uint8Array(pageSize + part);
    both.set(page);
    both.set(bitmap.subarray(index * part, (index + 1) * part), pageSize);
    return both;
  });
}
