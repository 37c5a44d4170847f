const none = new Uint8Array(0);

/**
 * Reads hostile bytes front to back and never throws: what cannot be read makes the cursor fail once and for all, and
 * reads as zero or nothing from then on. Whoever reads asks `hasFailed` before believing.
 */
export class DataCursor {
  readonly bytes: Uint8Array;
  /** Next byte to read. */
  position: number;
  hasFailed = false;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Whether nothing is left to read, or what is left cannot be read. */
  isAtEnd(): boolean {
    return this.hasFailed || this.position >= this.bytes.length;
  }

  readByte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) return this.fail();
    this.position++;
    return byte;
  }

  /** A view of the next `size` bytes, not a copy. */
  readBytes(size: number): Uint8Array {
    if (this.hasFailed || size > this.bytes.length - this.position) {
      this.fail();
      return none;
    }
    const start = this.position;
    this.position = start + size;
    return this.bytes.subarray(start, this.position);
  }

  /** A number as BATCH-3 writes *n*: the shortest LEB128, at most 2^53 − 1. */
  readCount(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.readByte();
      // 2^49 is the place of the last seven bits, of which four may be set.
      if (this.hasFailed || (scale === 2 ** 49 && byte > 0x0f)) return this.fail();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return byte === 0 && scale > 1 ? this.fail() : value;
    }
  }

  /** An amount as BATCH-7 writes it: its bytes, without a leading zero. */
  readAmount(): Uint8Array {
    const size = this.readByte();
    const amount = this.readBytes(size);
    if (size > 32 || amount[0] === 0) this.fail();
    return this.hasFailed ? none : amount;
  }

  /** Stops reading. @returns 0, which is what a failed read gives. */
  fail(): 0 {
    this.hasFailed = true;
    return 0;
  }
}
