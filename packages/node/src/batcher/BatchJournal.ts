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

  /** Returns when the header is on disk. */
  append(header: BatchHeader): void {
    writeSync(this.#handle, lineOf(header));
    fsyncSync(this.#handle);
    this.#headers.set(header.index, header);
    this.#lines++;
  }

  /** Forgets what is FINAL. */
  forgetUpTo(index: bigint): void {
    for (const known of this.#headers.keys()) {
      if (known > index) break;
      this.#headers.delete(known);
    }
    if (this.#lines - this.#headers.size < mostStale) return;
    closeSync(this.#handle);
    this.#handle = this.#rewrite();
    this.#lines = this.#headers.size;
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** @returns A handle to append with. */
  #rewrite(): number {
    const file = join(this.#directory, fileName);
    const fresh = openSync(`${file}.new`, "w");
    for (const header of this.#headers.values()) writeSync(fresh, lineOf(header));
    fsyncSync(fresh);
    renameSync(`${file}.new`, file);
    syncFolder(this.#directory);
    return fresh;
  }
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
