import { randomBytes } from "node:crypto";
import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync, writeSync, writevSync } from "node:fs";
import { basename } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { DirectoryLock } from "./DirectoryLock.js";
import { encodeEntry } from "./encodeEntry.js";
import type { LogEntry } from "./LogEntry.js";
import type { LogReport } from "./LogReport.js";
import { lastHashOf, recoverTail } from "./recoverTail.js";
import { SegmentReader } from "./SegmentReader.js";
import { encodeSegmentHeader } from "./segmentHeader.js";
import { segmentPath, type Segment, segmentsOf } from "./segments.js";
import { syncDirectory } from "./syncDirectory.js";

export interface BlockLogOptions {
  /** A segment that has reached this size, in bytes, is followed by a new one; 256 MiB unless told. */
  readonly segmentBytes?: number;
  /** Whether the caller holds the directory's lock already, as a thread's program does for it. */
  readonly isLocked?: boolean;
}

const zeroHash = new Uint8Array(32);
const defaultSegmentBytes = 256 * 1024 * 1024;

/**
 * The write-ahead log of a lane's blocks (spec/storage.md), synchronous, for a thread of its own. A block is safe when
 * `sync` has returned after its `append`; one `sync` may follow several. One object at a time may have a directory open.
 */
export class BlockLog {
  readonly directory: string;
  /** What was found at the end when the log was opened. */
  readonly report: LogReport;
  readonly #segmentBytes: number;
  #mark: Uint8Array;
  #previous: Uint8Array;
  /** Number of the next block; absent while the log is empty. */
  #next: bigint | undefined;
  #synced: bigint | undefined;
  #fd: number | undefined;
  #file = "";
  #size = 0;
  #failure: ProtocolError | undefined;
  readonly #lock: DirectoryLock | undefined;

  private constructor(
    directory: string,
    { segmentBytes = defaultSegmentBytes, isLocked = false }: BlockLogOptions,
  ) {
    this.directory = directory;
    this.#segmentBytes = segmentBytes;
    mkdirSync(directory, { recursive: true });
    this.#lock = isLocked ? undefined : DirectoryLock.acquire(directory);
    try {
      ({
        mark: this.#mark,
        previous: this.#previous,
        next: this.#next,
        fd: this.#fd,
        file: this.#file,
        size: this.#size,
        report: this.report,
      } = findEnd(directory));
    } catch (error) {
      this.#lock?.release();
      throw error;
    }
    this.#synced = this.#next;
  }

  /**
   * Opens the log in a directory, which is made when there is none, and cuts off a tail that a crash left torn.
   * @throws LOG_CORRUPT when blocks are damaged that had been synced; LOG_LOCKED when it is open already
   */
  static open(directory: string, options: BlockLogOptions = {}): BlockLog {
    return new BlockLog(directory, options);
  }

  /** Number of the last block appended. */
  get last(): bigint | undefined {
    return this.#next === undefined ? undefined : this.#next - 1n;
  }

  /** Number of the last block that is safe. */
  get synced(): bigint | undefined {
    return this.#synced === undefined ? undefined : this.#synced - 1n;
  }

  /** Where the last entry ends. */
  get end(): { readonly file: string; readonly size: number } {
    return { file: this.#file, size: this.#size };
  }

  /** Hash of the last entry. */
  get hash(): Uint8Array {
    return this.#previous;
  }

  /**
   * Appends a block; it is safe after the next `sync`.
   * @throws LOG_BLOCK_OUT_OF_ORDER, LOG_ENTRY_INVALID; LOG_WRITE_FAILED, and then always: the log must be opened again.
   */
  append(entry: LogEntry): void {
    this.#refuseFailed();
    const expected = this.#next ?? entry.number;
    if (entry.number !== expected) {
      throw new ProtocolError("LOG_BLOCK_OUT_OF_ORDER", { expected, actual: entry.number });
    }
    const link = { mark: this.#mark, synced: this.#synced ?? 0n, previous: this.#previous };
    const { parts, size, hash } = encodeEntry(entry, link);
    this.#attempt(() => {
      if (this.#fd === undefined || this.#size >= this.#segmentBytes) this.#beginSegment(entry.number);
      writeWhole(this.#open(), parts, { at: this.#size, size });
    });
    this.#size += size;
    this.#previous = hash;
    this.#next = entry.number + 1n;
  }

  /** Makes every appended block safe. @returns Number of the last one. @throws LOG_WRITE_FAILED, as `append`. */
  sync(): bigint | undefined {
    this.#refuseFailed();
    if (this.#fd !== undefined && this.#synced !== this.#next) {
      this.#attempt(() => fdatasyncSync(this.#open()));
      this.#synced = this.#next;
    }
    return this.synced;
  }

  /** Closes the file. Blocks that were not synced may be lost. */
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    this.#lock?.release();
    this.#failure ??= new ProtocolError("LOG_WRITE_FAILED", { file: this.#file, problem: "it is closed" });
  }

  /** The segment before is made safe first, so that only the last one can ever have a torn end. */
  #beginSegment(first: bigint): void {
    if (this.#fd !== undefined) {
      fdatasyncSync(this.#fd);
      this.#synced = this.#next;
      closeSync(this.#fd);
      this.#fd = undefined;
    }
    const path = segmentPath(this.directory, first);
    const fd = openSync(path, "wx");
    this.#fd = fd;
    this.#file = basename(path);
    const header = encodeSegmentHeader(this.#mark, first);
    writeWhole(fd, [header], { at: 0, size: header.length });
    fsyncSync(fd);
    syncDirectory(this.directory);
    this.#size = header.length;
  }

  /** After a failed write or sync nobody knows what is on disk, and asking again gives no better answer. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (cause) {
      const problem = cause instanceof Error ? cause.message : String(cause);
      this.#failure = new ProtocolError("LOG_WRITE_FAILED", { file: this.#file, problem }, { cause });
      throw this.#failure;
    }
  }

  #open(): number {
    if (this.#fd === undefined) throw this.#failure ?? new ProtocolError("LOG_WRITE_FAILED", closed);
    return this.#fd;
  }

  #refuseFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

const closed = { file: "", problem: "no segment is open" };

interface FoundEnd {
  readonly mark?: Uint8Array;
  readonly segment?: Segment;
  readonly size: number;
  readonly last?: { readonly number: bigint; readonly hash: Uint8Array };
  readonly cut?: NonNullable<LogReport["cut"]>;
}

/** What a log goes on with, safe on disk. */
interface OpenEnd {
  readonly mark: Uint8Array;
  readonly previous: Uint8Array;
  readonly next: bigint | undefined;
  readonly fd: number | undefined;
  readonly file: string;
  readonly size: number;
  readonly report: LogReport;
}

/** Finds where the log in a directory ends and opens its last segment. */
function findEnd(directory: string): OpenEnd {
  const { last, segment, mark, size, cut } = recoverEnd(segmentsOf(directory));
  let fd: number | undefined;
  if (segment !== undefined) {
    fd = openSync(segment.path, "r+");
    // What a killed process wrote may be in the page cache only; from now on it counts.
    fsyncSync(fd);
    syncDirectory(directory);
  }
  return {
    mark: mark ?? randomBytes(8),
    previous: last?.hash ?? zeroHash,
    next: last === undefined ? undefined : last.number + 1n,
    ...(segment === undefined ? { fd, file: "", size: 0 } : { fd, file: basename(segment.path), size }),
    report: {
      ...(last === undefined ? {} : { last: last.number }),
      ...(cut === undefined ? {} : { cut }),
    },
  };
}

/** Where the log ends; its torn tail is cut off. */
function recoverEnd(segments: readonly Segment[]): FoundEnd {
  const segment = segments.at(-1);
  if (segment === undefined) return { size: 0 };
  const before = segments.at(-2);
  const previous = before === undefined ? undefined : lastHashOf(before);
  if (previous !== undefined && previous.number + 1n !== segment.first) {
    throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: previous.number + 1n, actual: segment.first });
  }
  const end = recoverTail(segment, previous?.hash);
  const cut = end.cut === undefined ? {} : { cut: end.cut };
  // It was made and nothing was written: the segment before is the last one, and it is whole.
  if (end.size === 0) return { ...recoverEnd(segments.slice(0, -1)), ...cut };
  const last = end.last ?? previous;
  return { mark: markOf(segment), segment, size: end.size, ...(last === undefined ? {} : { last }), ...cut };
}

function markOf(segment: Segment): Uint8Array {
  const reader = new SegmentReader(segment);
  try {
    if (typeof reader.mark === "string") throw reader.refusal(0, reader.mark);
    return reader.mark;
  } finally {
    reader.close();
  }
}

/** Writes the parts with as few calls as the system allows; a short write is gone on with. */
function writeWhole(
  fd: number,
  parts: readonly Uint8Array[],
  { at, size }: { at: number; size: number },
): void {
  let done = writevSync(fd, parts, at);
  let start = 0;
  for (const part of parts) {
    const end = start + part.length;
    while (done < end) {
      const from = Math.max(0, done - start);
      done += writeSync(fd, part, from, part.length - from, at + done);
    }
    start = end;
  }
  if (done !== size) throw new ProtocolError("LOG_WRITE_FAILED", { file: "", problem: `${done} of ${size}` });
}
