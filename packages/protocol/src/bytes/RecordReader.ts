import { ProtocolError } from "../errors.js";
import type { Hex } from "./Hex.js";
import { toHex } from "./toHex.js";

/** Reads the fields of a little-endian record from a buffer; positions count from the record's start. */
export class RecordReader {
  private readonly record: string;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly offset: number;

  /** @param record What is read, for errors. */
  constructor(record: string, bytes: Uint8Array, offset: number) {
    this.record = record;
    this.bytes = bytes;
    this.offset = offset;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @throws RECORD_MALFORMED when the buffer ends before `at + size`. */
  require(at: number, size: number): void {
    if (this.offset + at + size > this.bytes.length) this.refuse(`it ends before byte ${at + size}`);
  }

  readByte(at: number): number {
    return this.view.getUint8(this.offset + at);
  }

  /** A u32. */
  readNumber(at: number): number {
    return this.view.getUint32(this.offset + at, true);
  }

  /** A u64. */
  readBigint(at: number): bigint {
    return this.view.getBigUint64(this.offset + at, true);
  }

  /** A word: four u64 limbs, least significant first. */
  readWord(at: number): bigint {
    let value = 0n;
    for (let limb = 24; limb >= 0; limb -= 8) value = (value << 64n) | this.readBigint(at + limb);
    return value;
  }

  /** A word as 32 big-endian bytes. */
  readWordHex(at: number): Hex {
    return toHex(this.readBytes(at, 32).reverse());
  }

  /** An address as limbs: 20 bytes reversed. */
  readAddress(at: number): Hex {
    return toHex(this.readBytes(at, 20).reverse());
  }

  /** Bytes as they stand, in hexadecimal. */
  readHex(at: number, size: number): Hex {
    return toHex(this.readBytes(at, size));
  }

  /** A copy of `size` bytes. */
  readBytes(at: number, size: number): Uint8Array {
    this.require(at, size);
    return this.bytes.slice(this.offset + at, this.offset + at + size);
  }

  /** @throws RECORD_MALFORMED always. */
  refuse(problem: string): never {
    throw new ProtocolError("RECORD_MALFORMED", { record: this.record, problem });
  }
}
