import { copyBytes } from "../bytes/copyBytes.js";

/** Bytes that grow at their end. */
export class ByteWriter {
  /** How many there are. */
  length = 0;
  #bytes = new Uint8Array(1024);

  writeByte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = byte;
  }

  /** Puts another byte where one was written. */
  setByte(at: number, byte: number): void {
    this.#bytes[at] = byte;
  }

  /** The bytes `start` … `end` of `source`. */
  writeBytes(source: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    this.length = copyBytes(source, { start, end }, this.#bytes, this.length);
  }

  writeZeros(count: number): void {
    this.#reserve(count);
    this.#bytes.fill(0, this.length, this.length + count);
    this.length += count;
  }

  /**
   * A number as BATCH-3 writes *n*: the shortest LEB128.
   * @param value 0 … 2^53 - 1.
   */
  writeCount(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.writeByte((rest % 0x80) | 0x80);
    this.writeByte(rest);
  }

  /** All that another writer holds. */
  append(other: ByteWriter): void {
    this.writeBytes(other.view(), 0, other.length);
  }

  /** Begins again, in the same memory. */
  clear(): void {
    this.length = 0;
  }

  /** The bytes as they lie here, until the next change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    grown.set(this.view());
    this.#bytes = grown;
  }
}
