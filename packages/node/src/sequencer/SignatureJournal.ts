import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";

/** Bytes of an entry: block number, block hash, receipts root, CRC-32 of these, zeros. */
const entrySize = 80;
const checked = 72;

/** What was or may be signed for a block. */
export interface JournalEntry {
  readonly number: bigint;
  /** 32 bytes each. */
  readonly blockHash: Uint8Array;
  readonly receiptsRoot: Uint8Array;
}

/**
 * The file in which stands what is signed for a lane and an epoch, before it is signed (NODE-14): an entry for each block,
 * ascending.
 */
export class SignatureJournal {
  readonly file: string;
  readonly #handle: FileHandle;
  #size: number;
  #last: bigint;

  private constructor(file: string, handle: FileHandle, size: number, last: bigint) {
    this.file = file;
    this.#handle = handle;
    this.#size = size;
    this.#last = last;
  }

  /** @throws SIGNATURE_JOURNAL_INVALID when another entry than a torn last one is damaged */
  static async open(directory: string, lane: number, epoch: bigint): Promise<SignatureJournal> {
    const file = join(directory, `signed-${String(lane)}-${String(epoch)}.bin`);
    const handle = await open(file, "a+");
    const { size } = await handle.stat();
    const whole = size - (size % entrySize);
    // Nothing was signed of what did not come onto the disk whole.
    if (whole !== size) await handle.truncate(whole);
    const journal = new SignatureJournal(file, handle, whole, -1n);
    if (whole > 0) journal.#last = (await journal.#read(whole - entrySize)).number;
    return journal;
  }

  /** Number of the last block in it; −1 when there is none. */
  get last(): bigint {
    return this.#last;
  }

  /** The entry of a block. @throws SIGNATURE_JOURNAL_INVALID */
  async find(number: bigint): Promise<JournalEntry | undefined> {
    let low = 0;
    let high = this.#size / entrySize;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = await this.#read(middle * entrySize);
      if (entry.number === number) return entry;
      if (entry.number < number) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  /** Appends entries of later blocks and returns when they are on disk. @throws SIGNATURE_JOURNAL_INVALID */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    const bytes = Buffer.concat(entries.map(encode));
    for (const { number } of entries) {
      if (number <= this.#last) throw this.#invalid(`block ${String(number)} is not after its last`);
      this.#last = number;
    }
    await this.#handle.appendFile(bytes);
    await this.#handle.datasync();
    this.#size += bytes.length;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #read(at: number): Promise<JournalEntry> {
    const bytes = Buffer.alloc(entrySize);
    await this.#handle.read(bytes, 0, entrySize, at);
    if (bytes.readUInt32LE(checked) !== crc32(bytes.subarray(0, checked)))
      throw this.#invalid(`the entry at byte ${String(at)} has another checksum`);
    return {
      number: bytes.readBigUInt64LE(0),
      blockHash: bytes.subarray(8, 40),
      receiptsRoot: bytes.subarray(40, 72),
    };
  }

  #invalid(problem: string): ProtocolError {
    return new ProtocolError("SIGNATURE_JOURNAL_INVALID", { file: this.file, problem });
  }
}

function encode({ number, blockHash, receiptsRoot }: JournalEntry): Buffer {
  const bytes = Buffer.alloc(entrySize);
  bytes.writeBigUInt64LE(number, 0);
  bytes.set(blockHash, 8);
  bytes.set(receiptsRoot, 40);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, checked)), checked);
  return bytes;
}
