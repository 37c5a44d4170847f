import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";
import { decodePrefix } from "./decodePrefix.js";
import type { EntryPrefix } from "./EntryPrefix.js";
import { logLayout } from "./logLayout.js";
import { decodeSegmentHeader } from "./segmentHeader.js";
import type { Segment } from "./segments.js";

const { prefixSize } = logLayout.entry;

/** An entry's place in a segment, and its bytes. */
export interface FoundEntry {
  readonly prefix: EntryPrefix;
  readonly prefixBytes: Uint8Array;
  readonly offset: number;
}

/** Reads one file of the log. Nothing in it is believed unchecked: a method returns what it found or what is wrong. */
export class SegmentReader {
  readonly first: bigint;
  readonly file: string;
  /** The log's mark; a text says why there is none. */
  readonly mark: Uint8Array | string;
  readonly #fd: number;

  constructor({ path, first }: Segment) {
    this.first = first;
    this.file = basename(path);
    this.#fd = openSync(path, "r");
    this.mark = decodeSegmentHeader(this.#read(0, logLayout.segment.size), first);
  }

  get size(): number {
    return fstatSync(this.#fd).size;
  }

  /** The prefix at an offset, or what is wrong there. */
  prefixAt(offset: number): FoundEntry | string {
    if (typeof this.mark === "string") return this.mark;
    const prefixBytes = this.#read(offset, prefixSize);
    if (prefixBytes.length < prefixSize) return "the entry is cut off";
    const prefix = decodePrefix(prefixBytes, this.mark);
    if (typeof prefix === "string") return prefix;
    return { prefix, prefixBytes, offset };
  }

  /**
   * The body of an entry, or what is wrong with it.
   * @param isHashed Whether its hash is compared too; what a crash tears, the checksum tells at a fraction of the cost.
   */
  bodyOf({ prefix, offset }: FoundEntry, isHashed = true): Uint8Array | string {
    const size = prefix.size - prefixSize;
    const body = this.#read(offset + prefixSize, size);
    if (body.length < size) return "the entry is cut off";
    if (crc32(body) !== prefix.bodyChecksum) return "the entry has another checksum";
    if (!isHashed) return body;
    const hash = createHash("sha256").update(body).digest();
    return hash.equals(prefix.bodyHash) ? body : "the entry has another hash";
  }

  /** Everything from an offset on. */
  rest(offset: number): Buffer {
    return Buffer.from(this.#read(offset, Math.max(0, this.size - offset)).buffer);
  }

  /** LOG_CORRUPT, to be thrown. */
  refusal(offset: number, problem: string): ProtocolError {
    return new ProtocolError("LOG_CORRUPT", { file: this.file, offset, problem });
  }

  close(): void {
    closeSync(this.#fd);
  }

  #read(offset: number, size: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(size);
    let done = 0;
    while (done < size) {
      const count = readSync(this.#fd, bytes, done, size - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return done === size ? bytes : bytes.slice(0, done);
  }
}
