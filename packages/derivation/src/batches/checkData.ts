import { batchDataHash, keccak256, ProtocolError, unpackBlobs } from "@muniment/protocol";
import type { BatchHeader, ErrorValue } from "@muniment/protocol";
import { versionedHashOf } from "../blobs/versionedHashOf.js";
import type { BatchSource } from "./BatchSource.js";

/**
 * The data of a batch, from what is said to carry them: blobs are checked by their commitments, calldata by their hash
 * (spec/rollup.md, ROLLUP-3).
 * @throws BATCH_DATA_WRONG with the field that does not fit, BLOB_INVALID, BLOB_SIZE_WRONG
 * @example const data = checkData(header, { kind: "blobs", blobs });
 */
export function checkData(header: BatchHeader, source: BatchSource): Uint8Array {
  if (source.kind === "calldata") {
    expectEqual(header, "dataKind", 1);
    expectEqual(header, "dataSize", source.data.length);
    expectEqual(header, "dataHash", keccak256(source.data));
    return source.data;
  }
  expectEqual(header, "dataKind", 0);
  expectEqual(header, "blobs", source.blobs.length);
  expectEqual(header, "dataHash", batchDataHash(source.blobs.map(versionedHashOf)));
  return unpackBlobs(source.blobs, header.dataSize);
}

function expectEqual(header: BatchHeader, field: keyof BatchHeader, expected: ErrorValue): void {
  const { lane, index, [field]: actual } = header;
  if (actual !== expected)
    throw new ProtocolError("BATCH_DATA_WRONG", { lane, index, field, actual, expected });
}
