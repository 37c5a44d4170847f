import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LineFile } from "@muniment/executor";
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
 * hexadecimal; of two of one index the later counts.
 */
export class BatchJournal {
  readonly #headers = new Map<bigint, BatchHeader>();
  readonly #file: LineFile;

  /** @throws BATCH_JOURNAL_DAMAGED */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, fileName);
    for (const header of readHeaders(path)) this.#headers.set(header.index, header);
    this.#file = new LineFile(path, this.#live());
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
    this.#file.append(lineOf(header), () => this.#live());
    this.#headers.set(header.index, header);
  }

  /** Forgets what is FINAL. */
  forgetUpTo(index: bigint): void {
    for (const known of this.#headers.keys()) {
      if (known > index) break;
      this.#headers.delete(known);
    }
    if (this.#file.count - this.#headers.size >= mostStale) this.#file.renew(this.#live());
  }

  close(): void {
    this.#file.close();
  }

  /** Lines of what counts. */
  #live(): string[] {
    return [...this.#headers.values()].map(lineOf);
  }
}

function lineOf(header: BatchHeader): string {
  return toHex(encodeBatchHeader(header)).slice(2);
}

function readHeaders(file: string): BatchHeader[] {
  return LineFile.read(file).map((line, index) => {
    try {
      return decodeBatchHeader(fromHex(`0x${line}`));
    } catch (cause) {
      if (!isProtocolError(cause)) throw cause;
      throw new ProtocolError("BATCH_JOURNAL_DAMAGED", { file, line: index + 1 }, { cause });
    }
  });
}
