import { bls12_381 } from "@noble/curves/bls12-381.js";
import { readFp } from "./readFp.js";

const { Point } = bls12_381.G1;
const { Fp } = bls12_381.fields;

/** The point of the curve in 128 bytes from `offset`, in the group or not; zero is infinity. Undefined if it is none. */
export function readG1(input: Uint8Array, offset: number): typeof Point.BASE | undefined {
  const x = readFp(input, offset);
  const y = readFp(input, offset + 64);
  if (x === undefined || y === undefined) return undefined;
  if (x === 0n && y === 0n) return Point.ZERO;
  const onCurve = (y * y - x * x * x - 4n) % Fp.ORDER === 0n;
  return onCurve ? new Point(x, y, 1n) : undefined;
}
