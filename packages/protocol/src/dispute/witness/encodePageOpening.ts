import { fromHex } from "../../bytes/fromHex.js";
import { keccak256 } from "../../bytes/keccak256.js";
import type { PageOpening } from "./PageOpening.js";

const mapBytes = 16;

/**
 * The bytes of an opening: how many pages there are, a bit for each that is shown, and each page or its hash (the table
 * is at contracts/L1/dispute/machine/Pages.sol).
 */
export function encodePageOpening({ pages, shown }: PageOpening): Uint8Array[] {
  const map = new Uint8Array(mapBytes);
  for (const index of shown) {
    const at = mapBytes - 1 - (index >> 3);
    map[at] = (map[at] ?? 0) | (1 << (index & 7));
  }
  const parts = pages.map((page, index) => (shown.has(index) ? page : fromHex(keccak256(page), 32)));
  return [Uint8Array.of(pages.length), map, ...parts];
}
