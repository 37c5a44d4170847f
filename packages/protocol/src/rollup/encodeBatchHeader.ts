import { fromHex } from "../bytes/fromHex.js";
import { integerField } from "../bytes/integerField.js";
import type { BatchHeader } from "./BatchHeader.js";
import { batchHeaderLayout, batchHeaderSize, batchHeaderVersion } from "./batchHeaderLayout.js";

/**
 * The 360 bytes of a batch's header (spec/rollup.md, ROLLUP-3).
 * @throws INTEGER_OUT_OF_RANGE when a number does not fit its field, HEX_INVALID when bytes are not as many.
 * @example encodeBatchHeader(header).length; // 360
 */
export function encodeBatchHeader(header: BatchHeader): Uint8Array {
  const bytes = new Uint8Array(batchHeaderSize);
  new DataView(bytes.buffer).setUint16(0, batchHeaderVersion);
  for (const { field, offset, size, kind } of batchHeaderLayout) {
    const value = header[field];
    bytes.set(
      kind === "bytes" ? fromHex(String(value), size) : integerField(field, BigInt(value), size),
      offset,
    );
  }
  return bytes;
}
