import { ProtocolError } from "../errors.js";

/**
 * Reads canonical RLP front to back without copying: an item read is the range `valueStart` … `valueEnd` of `bytes`.
 * Lists are entered and left, and nothing is read past the end of the list one is in.
 * @example
 * const cursor = new RlpCursor(bytes, 0, bytes.length);
 * const outer = cursor.enterList();
 * cursor.readInteger(8);
 * cursor.leaveList(outer);
 * cursor.finish();
 */
export class RlpCursor {
  readonly bytes: Uint8Array;
  /** Where the input begins in `bytes`; positions in errors count from here. */
  readonly origin: number;
  /** Next byte to read. */
  position: number;
  /** End of the list one is in, or of the input. */
  limit: number;
  /** The range of the item read last, without its header. */
  valueStart: number;
  valueEnd: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.origin = start;
    this.position = start;
    this.limit = end;
    this.valueStart = start;
    this.valueEnd = start;
  }

  /** Whether the list one is in, or the input, is read to its end. */
  isAtEnd(): boolean {
    return this.position >= this.limit;
  }

  /** Whether the next item is a list. */
  isList(): boolean {
    return this.position < this.limit && (this.bytes[this.position] as number) >= 0xc0;
  }

  /**
   * Enters the next item, a list.
   * @returns The end of the list one was in, which `leaveList` wants back.
   * @throws RLP_MALFORMED when it is no list, not canonical, or longer than the list around it.
   */
  enterList(): number {
    const at = this.position;
    const outer = this.limit;
    if (at >= outer) this.refuse(at, "a list is missing");
    const prefix = this.bytes[at] as number;
    if (prefix < 0xc0) this.refuse(at, "a list is expected, and this is a string");
    this.readRange(prefix, 0xc0);
    this.position = this.valueStart;
    this.limit = this.valueEnd;
    return outer;
  }

  /**
   * Leaves a list.
   * @param outer What `enterList` returned.
   * @throws RLP_MALFORMED when items of the list are unread.
   */
  leaveList(outer: number): void {
    if (this.position !== this.limit) this.refuse(this.position, "the list has more items than it may have");
    this.limit = outer;
  }

  /** @throws RLP_MALFORMED when bytes of the input are unread. */
  finish(): void {
    if (this.position !== this.limit) this.refuse(this.position, "bytes follow the end");
  }

  /**
   * Reads the next item, a byte string.
   * @returns Its size.
   * @throws RLP_MALFORMED when it is a list, not canonical, or longer than the list around it.
   */
  readString(): number {
    const at = this.position;
    if (at >= this.limit) this.refuse(at, "an item is missing");
    const prefix = this.bytes[at] as number;
    if (prefix < 0x80) {
      this.valueStart = at;
      this.valueEnd = this.position = at + 1;
      return 1;
    }
    if (prefix >= 0xc0) this.refuse(at, "a string is expected, and this is a list");
    this.readRange(prefix, 0x80);
    this.position = this.valueEnd;
    const size = this.valueEnd - this.valueStart;
    if (size === 1 && (this.bytes[this.valueStart] as number) < 0x80) {
      this.refuse(at, "a single byte below 0x80 is its own encoding");
    }
    return size;
  }

  /**
   * Reads the next item, an unsigned integer of at most `limit` bytes, as a range.
   * @returns Its size in bytes, 0 for zero; or -1 when it is larger than `limit` bytes.
   * @throws RLP_MALFORMED also when it begins with a zero byte.
   */
  readInteger(limit: number): number {
    const size = this.readString();
    if (size !== 0 && this.bytes[this.valueStart] === 0) {
      this.refuse(this.valueStart, "an integer begins with a zero byte");
    }
    return size > limit ? -1 : size;
  }

  /** Sets the range of the item at the cursor from its header; `base` is 0x80 for strings, 0xc0 for lists. */
  private readRange(prefix: number, base: number): void {
    const at = this.position;
    let start = at + 1;
    let size = prefix - base;
    if (size > 55) {
      const digits = size - 55;
      size = this.readSize(start, digits);
      start += digits;
    }
    if (size > this.limit - start) this.refuse(at, "its length reaches past the end");
    this.valueStart = start;
    this.valueEnd = start + size;
  }

  /** The length in the `digits` bytes at `start`: a length above 55 without leading zeros. */
  private readSize(start: number, digits: number): number {
    if (digits > this.limit - start) this.refuse(start - 1, "its length reaches past the end");
    if (this.bytes[start] === 0) this.refuse(start, "a length begins with a zero byte");
    // Six bytes stay exact; more could not lie within the input anyway.
    if (digits > 6) this.refuse(start - 1, "its length reaches past the end");
    let size = 0;
    for (let index = 0; index < digits; index++) size = size * 256 + (this.bytes[start + index] as number);
    if (size <= 55) this.refuse(start - 1, "a length up to 55 belongs into the first byte");
    return size;
  }

  /** @throws RLP_MALFORMED always. */
  refuse(position: number, problem: string): never {
    throw new ProtocolError("RLP_MALFORMED", { position: position - this.origin, problem });
  }
}
