import { blobLayout } from "../../batches/blobLayout.js";
import { fromHex } from "../../bytes/fromHex.js";
import { integerField } from "../../bytes/integerField.js";
import type { DataRange } from "./DataRange.js";
import type { DataSource } from "./DataSource.js";

/**
 * What a witness shows of a batch's data, so that bytes of it can be read: elements of blobs up to the first of each range
 * that is none of data (BATCH-2), or calldata whole. The table is at contracts/L1/dispute/machine/batch/BatchData.sol.
 * @param size Bytes of data, as the header says.
 */
export function encodeShownData(
  source: DataSource,
  ranges: readonly DataRange[],
  size: number,
): Uint8Array[] {
  const wanted = ranges
    .map(({ offset, size: most }) => ({ offset, end: Math.min(offset + most, size) }))
    .filter(({ offset, end }) => offset < end);
  if (wanted.length === 0) return [Uint8Array.of(0)];
  if (source.kind === "calldata") return [Uint8Array.of(1), source.data];
  const shown = new Map<number, Uint8Array>();
  for (const { offset, end } of wanted) {
    const first = Math.floor(offset / blobLayout.elementData);
    for (let place = first; place * blobLayout.elementData < end; place++) {
      const opened = shown.get(place) ?? source.open(place);
      shown.set(place, opened);
      if (opened[0] !== 0) break;
    }
  }
  const ordered = [...shown].sort(([left], [right]) => left - right);
  const places = ordered.flatMap(([place, opened]) => [integerField("place", BigInt(place), 4), opened]);
  return [Uint8Array.of(shown.size), ...source.versionedHashes.map((hash) => fromHex(hash, 32)), ...places];
}
