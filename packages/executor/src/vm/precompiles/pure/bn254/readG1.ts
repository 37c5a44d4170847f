import { bn254 } from "@noble/curves/bn254.js";
import { readInteger } from "../../bytes/readInteger.js";

const { Point } = bn254.G1;
const { Fp } = bn254.fields;

/**
 * The point of the first group at `offset`: two coordinates of 32 bytes below the field's modulus, both zero at
 * infinity. Every point of the curve is in the group. Undefined if it is none.
 * @param input At least 64 bytes from `offset`.
 */
export function readG1(input: Uint8Array, offset: number): typeof Point.BASE | undefined {
  const x = readInteger(input, offset, 32);
  const y = readInteger(input, offset + 32, 32);
  if (x >= Fp.ORDER || y >= Fp.ORDER) return undefined;
  if (x === 0n && y === 0n) return Point.ZERO;
  const onCurve = (y * y - x * x * x - 3n) % Fp.ORDER === 0n;
  return onCurve ? new Point(x, y, 1n) : undefined;
}
