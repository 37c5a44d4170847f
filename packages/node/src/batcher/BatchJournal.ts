import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import {
  decodeBatchHeader,
  encodeBatchHeader,
  fromHex,
  isProtocolError,
  ProtocolError,
  toHex,
} from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";

const fileName = "batches.hex";
/** Lines that are worth nothing any more before the file is written anew. */
const mostStale = 4_096;

/**
 * The headers of batches that were made: what is to be committed is on disk first (NODE-17). A header a line, in
 * hexadecimal; of two of one index the later counts. A torn last line never counted.
 */
export class BatchJournal {
  readonly #directory: string;
  readonly #headers = new Map<bigint, BatchHeader>();
  #handle: number;
  #lines: number;
  /** Whether a line may be there in part: behind it nothing may be written. */
  #isTorn = false;

  /** @throws BATCH_JOURNAL_DAMAGED */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#directory = directory;
    for (const header of readHeaders(join(directory, fileName))) this.#headers.set(header.index, header);
    this.#handle = this.#rewrite();
    this.#lines = this.#headers.size;
  }

  /** The batch that was made last at this index. */
  get(index: bigint): BatchHeader | undefined {
    return this.#headers.get(index);
  }

  /** The batch with the highest index. */
  get last(): BatchHeader | undefined {
    return [...this.#headers.values()].reduce<BatchHeader | undefined>(
      (last, header) => (last !== undefined && last.index > header.index ? last : header),
      undefined,
    );
  }

  /** Returns when the header is on disk. */
  append(header: BatchHeader): void {
    if (this.#isTorn) this.#renew();
    this.#isTorn = true;
    writeWhole(this.#handle, lineOf(header));
    fsyncSync(this.#handle);
    this.#isTorn = false;
    this.#headers.set(header.index, header);
    this.#lines++;
  }

  /** Forgets what is FINAL. */
  forgetUpTo(index: bigint): void {
    for (const known of this.#headers.keys()) {
      if (known > index) break;
      this.#headers.delete(known);
    }
    if (this.#lines - this.#headers.size >= mostStale) this.#renew();
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** Writes what counts into a new file; when that fails the old one stays. */
  #renew(): void {
    const fresh = this.#rewrite();
    closeSync(this.#handle);
    this.#handle = fresh;
    this.#lines = this.#headers.size;
    this.#isTorn = false;
  }

  /** @returns A handle to append with. */
  #rewrite(): number {
    const file = join(this.#directory, fileName);
    const fresh = openSync(`${file}.new`, "w");
    try {
      for (const header of this.#headers.values()) writeWhole(fresh, lineOf(header));
      fsyncSync(fresh);
      renameSync(`${file}.new`, file);
      syncFolder(this.#directory);
      return fresh;
    } catch (error) {
      closeSync(fresh);
      throw error;
    }
  }
}

/** A disk that becomes full takes a part of what it is given, and says so by the number alone. */
function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}

function lineOf(header: BatchHeader): string {
  return `${toHex(encodeBatchHeader(header)).slice(2)}\n`;
}

function readHeaders(file: string): BatchHeader[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line, index) => {
    try {
      return decodeBatchHeader(fromHex(`0x${line}`));
    } catch (cause) {
      if (!isProtocolError(cause)) throw cause;
      throw new ProtocolError("BATCH_JOURNAL_DAMAGED", { file, line: index + 1 }, { cause });
    }
  });
}

function syncFolder(directory: string): void {
  const folder = openSync(directory, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
