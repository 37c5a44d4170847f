import { fromHex, keccak256, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** A bloom that never changes (spec/blocks.md, BLOCK-15). */
export class Bloom {
  static readonly empty = new Bloom(new Uint8Array(256));

  readonly bytes: Uint8Array;
  #hash: Hex | undefined;

  private constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  hash(): Hex {
    this.#hash ??= keccak256(this.bytes);
    return this.#hash;
  }

  hex(): Hex {
    return toHex(this.bytes);
  }

  /** With the bits of addresses and topics. */
  with(items: readonly Uint8Array[]): Bloom {
    const bytes = this.bytes.slice();
    for (const item of items) {
      const hash = fromHex(keccak256(item));
      for (const at of [0, 2, 4]) {
        const bit = (((hash[at] as number) << 8) | (hash[at + 1] as number)) & 0x7ff;
        bytes[255 - (bit >> 3)] = (bytes[255 - (bit >> 3)] as number) | (1 << (bit & 7));
      }
    }
    return new Bloom(bytes);
  }

  /** With the bits of another. */
  union(other: Uint8Array): Bloom {
    return new Bloom(this.bytes.map((byte, index) => byte | (other[index] as number)));
  }
}
