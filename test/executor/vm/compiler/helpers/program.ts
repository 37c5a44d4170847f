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

export type Random = ReturnType<typeof generator>;

/** A number of a random width, often at an edge. */
export function randomValue(random: Random): bigint {
  const bits = [1, 5, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 160, 192, 255, 256][random(16)]!;
  let value = 0n;
  for (let part = 0; part < 6; part++) value = (value << 48n) | BigInt(random(2 ** 48));
  value = BigInt.asUintN(bits, value);
  const edges = [
    value,
    value,
    (1n << BigInt(bits)) - 1n,
    1n << BigInt(bits - 1),
    BigInt.asUintN(256, -value),
  ];
  return edges[random(edges.length)]!;
}
