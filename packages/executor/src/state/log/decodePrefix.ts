import { crc32 } from "node:zlib";
import type { EntryPrefix } from "./EntryPrefix.js";
import { entrySize } from "./entrySize.js";
import { logLayout } from "./logLayout.js";

const layout = logLayout.entry;

/** The prefix in these bytes, or what is wrong with it. @param mark The log's. */
export function decodePrefix(bytes: Uint8Array, mark: Uint8Array): EntryPrefix | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, layout.prefixSize);
  if (view.getUint32(layout.magic, true) !== logLayout.entryMagic) return "no entry begins here";
  const checksum = crc32(bytes.subarray(0, layout.checksum));
  if (view.getUint32(layout.checksum, true) !== checksum) return "the prefix has another checksum";
  const version = view.getUint32(layout.version, true);
  if (version !== logLayout.version) return `the entry has the format ${version}`;
  if (mark.some((byte, i) => bytes[layout.mark + i] !== byte)) return "the entry is another log's";
  const u32 = (at: number): number => view.getUint32(at, true);
  const prefix = {
    number: view.getBigUint64(layout.number, true),
    synced: view.getBigUint64(layout.synced, true),
    size: u32(layout.size),
    headerSize: u32(layout.headerSize),
    transactionCount: u32(layout.transactionCount),
    transactionsSize: u32(layout.transactionsSize),
    changesSize: u32(layout.changesSize),
    receiptsSize: u32(layout.receiptsSize),
    bodyChecksum: u32(layout.bodyChecksum),
    stateRoot: bytes.slice(layout.stateRoot, layout.stateRoot + 32),
    previous: bytes.slice(layout.previous, layout.previous + 32),
    bodyHash: bytes.slice(layout.bodyHash, layout.bodyHash + 32),
  };
  return prefix.size === entrySize(prefix) ? prefix : "the entry's sizes do not add up";
}
