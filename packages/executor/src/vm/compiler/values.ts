/**
 * A quarter of a 256-bit value: a compile-time constant, 0 … 2^64 − 1, or the number of the wasm local that holds it.
 * A local that a limb names is never written again while the limb is in use, so values may share limbs.
 */
export type Limb = bigint | number;
/** A 256-bit value, least significant limb first. */
export type Limbs = readonly [Limb, Limb, Limb, Limb];

export const limbIndices = [0, 1, 2, 3] as const;
export type LimbIndex = (typeof limbIndices)[number];

export const LIMB_MASK = (1n << 64n) - 1n;

/** A constant as limbs; what exceeds 256 bits is dropped. */
export function constantLimbs(value: bigint): Limbs {
  return mapLimbs((index) => (value >> BigInt(64 * index)) & LIMB_MASK);
}

/** A value of 64 bits: only the lowest limb is not zero. */
export function smallLimbs(limb: Limb): Limbs {
  return [limb, 0n, 0n, 0n];
}

/** The value when every limb is a constant, undefined otherwise. */
export function constantOf(limbs: Limbs): bigint | undefined {
  const [a, b, c, d] = limbs;
  if (typeof a === "number" || typeof b === "number" || typeof c === "number" || typeof d === "number")
    return undefined;
  return a | (b << 64n) | (c << 128n) | (d << 192n);
}

export function mapLimbs(make: (index: LimbIndex) => Limb): Limbs {
  return [make(0), make(1), make(2), make(3)];
}

/** The limb at a position that may lie outside the value: zero there. */
export function limbAt(limbs: Limbs, index: number, outside: Limb = 0n): Limb {
  return limbs[index] ?? outside;
}
