import { toHex } from "../bytes/toHex.js";
import { ProtocolError } from "../errors.js";
import type { BatchHeader } from "./BatchHeader.js";
import { batchHeaderLayout, batchHeaderSize, batchHeaderVersion } from "./batchHeaderLayout.js";

/**
 * Reads the header of a batch (spec/rollup.md, ROLLUP-3).
 * @throws BATCH_HEADER_INVALID when the bytes are not 360, or of another version.
 * @example decodeBatchHeader(encodeBatchHeader(header)); // header
 */
export function decodeBatchHeader(bytes: Uint8Array): BatchHeader {
  if (bytes.length !== batchHeaderSize) {
    throw new ProtocolError("BATCH_HEADER_INVALID", {
      problem: `it has ${bytes.length} bytes, not ${batchHeaderSize}`,
    });
  }
  const version = new DataView(bytes.buffer, bytes.byteOffset).getUint16(0);
  if (version !== batchHeaderVersion) {
    throw new ProtocolError("BATCH_HEADER_INVALID", {
      problem: `it has version ${version}, not ${batchHeaderVersion}`,
    });
  }
  const fields = batchHeaderLayout.map(({ field, offset, size, kind }) => {
    const hex = toHex(bytes.subarray(offset, offset + size));
    return [field, kind === "bytes" ? hex : kind === "integer" ? BigInt(hex) : Number(hex)] as const;
  });
  // The layout names every field of the header with its kind, so what it gives is one.
  return Object.fromEntries(fields) as unknown as BatchHeader;
}
