import type { ViewWords } from "@muniment/protocol";
import { Pages } from "./Pages.js";

/** A part of pages (spec/dispute.md, DISPUTE-21). */
export interface View {
  readonly pages: Pages;
  readonly offset: number;
  readonly size: number;
}

/** No bytes of no pages. */
export const noView: View = { pages: Pages.none, offset: 0, size: 0 };

/** What a view commits to. */
export function wordsOfView({ pages, offset, size }: View): ViewWords {
  return { pages: pages.commitment(), offset, size };
}

/** A copy of bytes of a view, zeros beyond its end. */
export function readView(view: View, offset: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  if (offset >= BigInt(view.size)) return bytes;
  const from = Number(offset);
  bytes.set(view.pages.read(view.offset + from, Math.min(size, view.size - from)));
  return bytes;
}
