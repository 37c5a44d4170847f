import type { StepEvent } from "@muniment/executor";
import { encodePageOpening, pageSize } from "@muniment/protocol";

type Pages = Extract<StepEvent, { readonly kind: "pages" }>["pages"];

/** A part of a witness, or what makes it when the step is over. */
export type LazyBytes = Uint8Array | (() => Uint8Array[]);

/** The bytes of an opening of pages. */
export function pagesOpening(pages: readonly Uint8Array[], shown: ReadonlySet<number>): Uint8Array[] {
  return encodePageOpening({ pages, shown });
}

/** The opening that shows some bytes of pages, those that there are. @param size Not zero. */
export function openingOf(pages: Pages, offset: number, size: number): LazyBytes {
  const first = Math.floor(offset / pageSize);
  const end = Math.ceil(Math.min(offset + size, pages.size) / pageSize);
  const shown = new Set(Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index));
  return () => pagesOpening(listPages(pages), shown);
}

/** All pages, 1,024 bytes each. */
export function listPages(pages: Pages): Uint8Array[] {
  return Array.from({ length: Math.ceil(pages.size / pageSize) }, (_, index) => pages.page(index));
}
