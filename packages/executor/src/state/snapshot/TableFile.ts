import { closeSync, fdatasyncSync, openSync } from "node:fs";
import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";
import { readFully } from "./readFully.js";
import { writeFully } from "./writeFully.js";

/** Entries of a region: what is checked, read and written as one. */
export const regionEntries = 32;
const neverWritten = 0;
/** Regions side by side that are read or written at once. */
const runLimit = 256;
/** Written bytes after which they are sent to the disk, so that the log's own syncs never wait for many. */
const syncEvery = 16 * 1024 * 1024;

/**
 * One table of a snapshot: an array of change records of one size, indexed by the runtime's table index; an entry that
 * was never used is zero. Every region of 32 entries has a checksum, which is looked at before it is changed.
 */
export class TableFile {
  readonly #fd: number;
  readonly #file: string;
  readonly #recordSize: number;
  readonly #regionSize: number;
  #sums: Uint32Array<ArrayBuffer>;
  #entries: number;
  #unsynced = 0;
  /** Regions written so far. */
  regionsWritten = 0;

  /** @param sums Checksums of the regions that are there; they decide how much of the file counts. */
  constructor(
    path: string,
    { recordSize, entries, sums }: { recordSize: number; entries: number; sums: Uint32Array },
    flags: "r" | "r+" | "w+",
  ) {
    this.#fd = openSync(path, flags);
    this.#file = basename(path);
    this.#recordSize = recordSize;
    this.#regionSize = recordSize * regionEntries;
    this.#entries = entries;
    this.#sums = Uint32Array.from(sums);
  }

  get entries(): number {
    return this.#entries;
  }

  /** Checksums of the regions, in order. */
  get sums(): Uint32Array {
    return this.#sums;
  }

  get bytesWritten(): number {
    return this.regionsWritten * this.#regionSize;
  }

  /** Puts records in the places of their ids. @throws SNAPSHOT_CORRUPT when a region is not what its checksum says. */
  put(records: ReadonlyMap<number, Uint8Array>): void {
    const ids = Uint32Array.from(records.keys()).sort();
    this.#grow((ids.at(-1) ?? -1) + 1);
    for (let at = 0; at < ids.length;) {
      const first = regionOf(ids[at] ?? 0);
      let last = first;
      let end = at;
      for (; end < ids.length; end++) {
        const region = regionOf(ids[end] ?? 0);
        if (region > last + 1 || region >= first + runLimit) break;
        last = region;
      }
      const bytes = this.#readRun(first, last - first + 1);
      for (const id of ids.subarray(at, end)) {
        bytes.set(records.get(id) ?? [], (id - first * regionEntries) * this.#recordSize);
      }
      this.#writeRun(first, bytes);
      at = end;
    }
  }

  /** The used entries in order, in pieces of whole records. @throws SNAPSHOT_CORRUPT */
  *read(): Generator<Uint8Array> {
    for (const { bytes } of this.#runs()) {
      const used = compact(bytes, this.#recordSize);
      if (used.length > 0) yield used;
    }
  }

  /** Takes over everything another table holds. @throws SNAPSHOT_CORRUPT */
  copyFrom(other: TableFile): void {
    this.#grow(other.entries);
    for (const { first, bytes } of other.#runs()) this.#writeRun(first, bytes);
    // Regions without records stay without.
    this.#sums = Uint32Array.from(other.#sums);
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }

  *#runs(): Generator<{ first: number; bytes: Uint8Array }> {
    for (let first = 0; first < this.#sums.length; first += runLimit) {
      const count = Math.min(runLimit, this.#sums.length - first);
      yield { first, bytes: this.#readRun(first, count) };
    }
  }

  #readRun(first: number, count: number): Uint8Array {
    const bytes = new Uint8Array(count * this.#regionSize);
    readFully(this.#fd, bytes, first * this.#regionSize);
    for (let i = 0; i < count; i++) {
      const region = bytes.subarray(i * this.#regionSize, (i + 1) * this.#regionSize);
      if (this.#sums[first + i] === neverWritten) region.fill(0);
      else if (sumOf(region) !== this.#sums[first + i]) {
        const problem = `its region ${first + i} has another checksum`;
        throw new ProtocolError("SNAPSHOT_CORRUPT", { file: this.#file, problem });
      }
    }
    return bytes;
  }

  #writeRun(first: number, bytes: Uint8Array): void {
    const count = bytes.length / this.#regionSize;
    for (let i = 0; i < count; i++) {
      this.#sums[first + i] = sumOf(bytes.subarray(i * this.#regionSize, (i + 1) * this.#regionSize));
    }
    writeFully(this.#fd, bytes, first * this.#regionSize);
    this.regionsWritten += count;
    this.#unsynced += bytes.length;
    if (this.#unsynced < syncEvery) return;
    this.sync();
    this.#unsynced = 0;
  }

  #grow(entries: number): void {
    if (entries <= this.#entries) return;
    this.#entries = entries;
    const regions = Math.ceil(entries / regionEntries);
    if (regions <= this.#sums.length) return;
    const sums = new Uint32Array(regions);
    sums.set(this.#sums);
    this.#sums = sums;
  }
}

/** A region's checksum: its CRC-32, but never the number that says it was not written. */
function sumOf(region: Uint8Array): number {
  const checksum = crc32(region);
  return checksum === neverWritten ? 1 : checksum;
}

function regionOf(id: number): number {
  return Math.floor(id / regionEntries);
}

/** Moves the used entries together. A used one begins with its kind, which is not zero. */
function compact(bytes: Uint8Array, recordSize: number): Uint8Array {
  let end = 0;
  for (let at = 0; at < bytes.length; at += recordSize) {
    if (bytes[at] === 0) continue;
    if (end !== at) bytes.copyWithin(end, at, at + recordSize);
    end += recordSize;
  }
  return bytes.subarray(0, end);
}
