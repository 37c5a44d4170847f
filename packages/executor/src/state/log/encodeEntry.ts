import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { fromHex, ProtocolError } from "@muniment/protocol";
import { entrySize } from "./entrySize.js";
import type { LogEntry } from "./LogEntry.js";
import { logLayout } from "./logLayout.js";
import { padded } from "./padded.js";

/** What an entry is linked to. */
export interface EntryLink {
  /** 8 bytes that all entries of a log share. */
  readonly mark: Uint8Array;
  readonly synced: bigint;
  /** Hash of the entry before. */
  readonly previous: Uint8Array;
}

export interface EncodedEntry {
  /** The entry's bytes in order, to be written at once. */
  readonly parts: readonly Uint8Array[];
  readonly size: number;
  /** What the next entry is linked to. */
  readonly hash: Uint8Array;
}

const zeros = new Uint8Array(8);
const layout = logLayout.entry;

/** An entry's bytes (STORE-4). @throws LOG_ENTRY_INVALID */
export function encodeEntry(entry: LogEntry, link: EntryLink): EncodedEntry {
  const { header, transactions, changes, receipts } = entry;
  const sizes = {
    headerSize: header.length,
    transactionCount: transactions.offsets.length - 1,
    transactionsSize: transactions.bytes.length,
    changesSize: changes.length,
    receiptsSize: receipts.length,
  };
  checkEntry(entry, entrySize(sizes));
  const body = bodyParts(entry);
  const hash = createHash("sha256");
  let checksum = 0;
  for (const part of body) {
    hash.update(part);
    checksum = crc32(part, checksum);
  }
  const prefix = new Uint8Array(layout.prefixSize);
  const view = new DataView(prefix.buffer);
  view.setUint32(layout.magic, logLayout.entryMagic, true);
  view.setUint32(layout.version, logLayout.version, true);
  prefix.set(link.mark, layout.mark);
  view.setBigUint64(layout.number, entry.number, true);
  view.setBigUint64(layout.synced, link.synced, true);
  view.setUint32(layout.size, entrySize(sizes), true);
  for (const [name, size] of Object.entries(sizes)) {
    view.setUint32(layout[name as keyof typeof sizes], size, true);
  }
  view.setUint32(layout.bodyChecksum, checksum, true);
  prefix.set(fromHex(entry.stateRoot, 32), layout.stateRoot);
  prefix.set(link.previous, layout.previous);
  prefix.set(hash.digest(), layout.bodyHash);
  view.setUint32(layout.checksum, crc32(prefix.subarray(0, layout.checksum)), true);
  return { parts: [prefix, ...body], size: entrySize(sizes), hash: hashOf(prefix) };
}

/** An entry's hash: SHA-256 of its prefix, which holds the hash of the rest. */
export function hashOf(prefix: Uint8Array): Uint8Array {
  return createHash("sha256").update(prefix).digest();
}

function bodyParts({ header, transactions, changes, receipts }: LogEntry): Uint8Array[] {
  const { buffer, byteOffset, byteLength } = transactions.offsets;
  const offsets = new Uint8Array(buffer, byteOffset, byteLength);
  return [header, offsets, transactions.bytes, changes, receipts].flatMap((part) => {
    const missing = padded(part.length) - part.length;
    return missing === 0 ? [part] : [part, zeros.subarray(0, missing)];
  });
}

function checkEntry({ number, transactions, header }: LogEntry, size: number): void {
  const { bytes, offsets } = transactions;
  const problem =
    size > logLayout.entryLimit
      ? `it has ${size} bytes`
      : header.length === 0
        ? "it has no header"
        : offsets[0] !== 0 || offsets.at(-1) !== bytes.length || !isAscending(offsets)
          ? "the offsets do not part the transactions"
          : undefined;
  if (problem !== undefined) throw new ProtocolError("LOG_ENTRY_INVALID", { number, problem });
}

function isAscending(offsets: Uint32Array): boolean {
  for (let i = 1; i < offsets.length; i++) if ((offsets[i] ?? 0) < (offsets[i - 1] ?? 0)) return false;
  return true;
}
