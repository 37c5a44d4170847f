import type { MachineState } from "@muniment/executor";
import { encodePageOpening, pageSize } from "@muniment/protocol";

type Pages = NonNullable<MachineState["frame"]>["memory"];

/** An opening of pages of which some are shown. */
export function showPages(pages: Pages, shown: readonly number[]): Uint8Array[] {
  const all = Array.from({ length: Math.ceil(pages.size / pageSize) }, (_, index) => pages.page(index));
  return encodePageOpening({ pages: all, shown: new Set(shown) });
}
