import { codeCommitment, jumpBitmap } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

/** A code that is analysed (spec/dispute.md, DISPUTE-22); it never changes. */
export class CodePages {
  readonly bytes: Uint8Array;
  readonly #jumps: Uint8Array;
  #commitment: Hex | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#jumps = jumpBitmap(bytes);
  }

  get size(): number {
    return this.bytes.length;
  }

  commitment(): Hex {
    this.#commitment ??= codeCommitment(this.bytes);
    return this.#commitment;
  }

  /** Whether a jump may lead to a byte of the code. */
  isDestination(offset: bigint): boolean {
    if (offset >= BigInt(this.size)) return false;
    const at = Number(offset);
    return ((this.#jumps[at >> 3] as number) & (0x80 >> (at & 7))) !== 0;
  }
}
