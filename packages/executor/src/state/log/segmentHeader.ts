import { crc32 } from "node:zlib";
import { logLayout } from "./logLayout.js";

const layout = logLayout.segment;

/** The first bytes of a segment (STORE-3). */
export function encodeSegmentHeader(mark: Uint8Array, first: bigint): Uint8Array {
  const bytes = new Uint8Array(layout.size);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(layout.magic, logLayout.segmentMagic, true);
  view.setUint32(layout.version, logLayout.version, true);
  bytes.set(mark, layout.mark);
  view.setBigUint64(layout.first, first, true);
  view.setUint32(layout.checksum, crc32(bytes.subarray(0, layout.checksum)), true);
  return bytes;
}

/** The mark of a segment's log, or what is wrong with its header. */
export function decodeSegmentHeader(bytes: Uint8Array, first: bigint): Uint8Array | string {
  if (bytes.length < layout.size) return "the segment's header is cut off";
  const view = new DataView(bytes.buffer, bytes.byteOffset, layout.size);
  const checksum = crc32(bytes.subarray(0, layout.checksum));
  if (view.getUint32(layout.checksum, true) !== checksum) return "the segment's header has another checksum";
  if (view.getBigUint64(layout.magic, true) !== logLayout.segmentMagic) return "the file is no segment";
  const version = view.getUint32(layout.version, true);
  if (version !== logLayout.version) return `the segment has the format ${version}`;
  if (view.getBigUint64(layout.first, true) !== first) return "the segment begins with another block";
  return bytes.slice(layout.mark, layout.mark + 8);
}
