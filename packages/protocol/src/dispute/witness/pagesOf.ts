import { pageSize } from "../pageSize.js";

/** Bytes cut into pages, the last one filled up with zeros (spec/dispute.md, DISPUTE-20). */
export function pagesOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / pageSize) }, (_, index) => {
    const page = new Uint8Array(pageSize);
    page.set(bytes.subarray(index * pageSize, (index + 1) * pageSize));
    return page;
  });
}
