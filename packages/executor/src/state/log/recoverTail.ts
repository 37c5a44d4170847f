import { closeSync, fsyncSync, ftruncateSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { hashOf } from "./encodeEntry.js";
import { logLayout } from "./logLayout.js";
import type { LogCut } from "./LogReport.js";
import { type FoundEntry, SegmentReader } from "./SegmentReader.js";
import type { Segment } from "./segments.js";
import { syncDirectory } from "./syncDirectory.js";

/** Where a log ends. */
export interface LogEnd {
  /** Number of the last whole block and its hash; absent when the segment holds none. */
  readonly last?: { readonly number: bigint; readonly hash: Uint8Array };
  /** Where the next entry goes; 0 when the file was removed. */
  readonly size: number;
  readonly cut?: LogCut;
}

/**
 * Reads the last segment of a log, entry by entry, and cuts off what is not whole (STORE-8, STORE-9).
 * @param previous Hash of the last entry of the segment before, when there is one.
 * @throws LOG_CORRUPT when the damage cannot come from a crash.
 */
export function recoverTail(segment: Segment, previous?: Uint8Array): LogEnd {
  const reader = new SegmentReader(segment);
  try {
    if (typeof reader.mark === "string") return removeEmpty(reader, segment);
    let last: LogEnd["last"];
    let offset: number = logLayout.segment.size;
    while (offset < reader.size) {
      const number = last === undefined ? segment.first : last.number + 1n;
      const found = wholeEntryAt(reader, offset);
      if (typeof found === "string") {
        refuseSynced(reader, offset, { number, problem: found });
        const size = reader.size - offset;
        truncate(segment.path, offset);
        const cut = { file: reader.file, offset, size, problem: found };
        return { ...(last === undefined ? {} : { last }), size: offset, cut };
      }
      const { prefix, prefixBytes } = found;
      if (prefix.number !== number)
        throw reader.refusal(offset, `it is block ${prefix.number}, not ${number}`);
      const expected = last?.hash ?? previous;
      if (expected !== undefined && Buffer.compare(expected, prefix.previous) !== 0) {
        throw reader.refusal(offset, "the entry is not linked to the one before");
      }
      last = { number, hash: hashOf(prefixBytes) };
      offset += prefix.size;
    }
    return { ...(last === undefined ? {} : { last }), size: offset };
  } finally {
    reader.close();
  }
}

/** Hash of a segment's last entry, by its prefixes alone. @throws LOG_CORRUPT */
export function lastHashOf(segment: Segment): { number: bigint; hash: Uint8Array } {
  const reader = new SegmentReader(segment);
  try {
    let last: { number: bigint; hash: Uint8Array } | undefined;
    for (let offset: number = logLayout.segment.size; offset < reader.size;) {
      const found = reader.prefixAt(offset);
      if (typeof found === "string") throw reader.refusal(offset, found);
      last = { number: found.prefix.number, hash: hashOf(found.prefixBytes) };
      offset += found.prefix.size;
    }
    if (last === undefined) throw reader.refusal(0, "the segment is empty, and another follows");
    return last;
  } finally {
    reader.close();
  }
}

function wholeEntryAt(reader: SegmentReader, offset: number): FoundEntry | string {
  const found = reader.prefixAt(offset);
  if (typeof found === "string") return found;
  const body = reader.bodyOf(found, false);
  return typeof body === "string" ? body : found;
}

/**
 * Damage is a crash's only where nothing was synced. A later entry that says the damaged block had been on disk proves
 * that it is not; entries carry the log's mark, which is secret, so no transaction's data can pass for one.
 */
function refuseSynced(
  reader: SegmentReader,
  offset: number,
  { number, problem }: { number: bigint; problem: string },
): void {
  const rest = reader.rest(offset);
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(logLayout.entryMagic);
  for (let at = rest.indexOf(magic, 8); at !== -1; at = rest.indexOf(magic, at + 1)) {
    if (at % 8 !== 0) continue;
    const later = reader.prefixAt(offset + at);
    if (typeof later !== "string" && later.prefix.synced > number) throw reader.refusal(offset, problem);
  }
}

/** A last segment whose header is torn was never written to. */
function removeEmpty(reader: SegmentReader, { path }: Segment): LogEnd {
  const problem = String(reader.mark);
  if (reader.size > logLayout.segment.size) throw reader.refusal(0, problem);
  const cut = { file: reader.file, offset: 0, size: reader.size, problem };
  rmSync(path);
  syncDirectory(dirname(path));
  return { size: 0, cut };
}

function truncate(path: string, size: number): void {
  const fd = openSync(path, "r+");
  try {
    ftruncateSync(fd, size);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
