import { fromHex } from "../bytes/fromHex.js";
import { ProtocolError } from "../errors.js";
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
      kind === "bytes" ? fromHex(String(value), size) : integerOf(field, BigInt(value), size),
      offset,
    );
  }
  return bytes;
}

/** A whole number, big-endian. */
function integerOf(field: string, value: bigint, size: number): Uint8Array {
  if (value < 0n || value >= 1n << BigInt(8 * size)) {
    throw new ProtocolError("INTEGER_OUT_OF_RANGE", { value, type: `${field}, uint${8 * size}` });
  }
  return fromHex(`0x${value.toString(16).padStart(2 * size, "0")}`);
}
