import type { Hex } from "../bytes/Hex.js";
import type { Word } from "./wordsHash.js";

/** A part of pages: what they commit to, where it begins and how many bytes it has (spec/dispute.md, DISPUTE-21). */
export interface ViewWords {
  readonly pages: Hex;
  readonly offset: number;
  readonly size: number;
}

/** A view's three words. */
export function viewWords({ pages, offset, size }: ViewWords): readonly [Word, Word, Word] {
  return [pages, offset, size];
}
