/** An opcode, or bytes to be placed as they are. */
export type Piece = number | Uint8Array;

/** PUSH of the value with as few bytes as hold it, at least `least`. */
export function push(value: bigint | number, least = 1): Uint8Array {
  const digits = value.toString(16);
  const size = Math.max(least, Math.ceil(digits.length / 2));
  return Buffer.concat([Buffer.from([0x5f + size]), Buffer.from(digits.padStart(2 * size, "0"), "hex")]);
}

/** The code of the pieces, in order. */
export function assemble(...pieces: readonly Piece[]): Uint8Array {
  return Buffer.concat(pieces.map((piece) => (typeof piece === "number" ? Buffer.from([piece]) : piece)));
}

/** Stores the `count` topmost words of the stack, the topmost first, and returns them. */
export function returnStack(count: number): Uint8Array {
  const stores = Array.from({ length: count }, (_, index) => assemble(push(32 * index, 2), 0x52));
  return assemble(...stores, push(32 * count, 2), 0x5f, 0xf3);
}

/** xorshift64*: whole numbers from 0 up to the bound, the same for the same seed. */
export function generator(seed: bigint): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state ^= state >> 12n;
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    return Number(BigInt.asUintN(64, state * 0x2545f4914f6cdd1dn) >> 16n) % bound;
  };
}
