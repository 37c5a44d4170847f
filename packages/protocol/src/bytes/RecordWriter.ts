/**
 * Writes the fields of a little-endian record into a buffer; positions count from the record's start. Nothing is
 * checked: whoever makes one sees to it that the record fits.
 */
export class RecordWriter {
  private readonly target: Uint8Array;
  private readonly offset: number;

  constructor(target: Uint8Array, offset: number) {
    this.target = target;
    this.offset = offset;
  }

  writeByte(at: number, value: number): void {
    this.target[this.offset + at] = value;
  }

  /** A u32. */
  writeNumber(at: number, value: number): void {
    const to = this.offset + at;
    this.target[to] = value;
    this.target[to + 1] = value >>> 8;
    this.target[to + 2] = value >>> 16;
    this.target[to + 3] = value >>> 24;
  }

  /** A u64. */
  writeBigint(at: number, value: bigint): void {
    this.writeNumber(at, Number(value & 0xffffffffn));
    this.writeNumber(at + 4, value > 0xffffffffn ? Number(value >> 32n) : 0);
  }

  /** The bytes `start` … `end` of `source`, last first: a big-endian number as a little-endian one. */
  writeReversed(at: number, source: Uint8Array, start: number, end: number): void {
    const { target } = this;
    let to = this.offset + at;
    for (let from = end - 1; from >= start; from--) target[to++] = source[from] as number;
  }

  /** The bytes `start` … `end` of `source` as they stand. */
  writeBytes(at: number, source: Uint8Array, start: number, end: number): void {
    const { target } = this;
    let to = this.offset + at;
    // A view costs more than moving a few dozen bytes one by one.
    if (end - start > 96) target.set(source.subarray(start, end), to);
    else for (let from = start; from < end; from++) target[to++] = source[from] as number;
  }

  /** Zeros, `size` of them. */
  clear(at: number, size: number): void {
    this.target.fill(0, this.offset + at, this.offset + at + size);
  }
}
