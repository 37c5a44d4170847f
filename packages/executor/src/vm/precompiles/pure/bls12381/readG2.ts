import { bls12_381 } from "@noble/curves/bls12-381.js";
import { readFp2 } from "./readFp2.js";

const { Point } = bls12_381.G2;
const { Fp2 } = bls12_381.fields;
const { b } = Point.CURVE();

/** The point of the twist in 256 bytes from `offset`, in the group or not; zero is infinity. Undefined if it is none. */
export function readG2(input: Uint8Array, offset: number): typeof Point.BASE | undefined {
  const x = readFp2(input, offset);
  const y = readFp2(input, offset + 128);
  if (x === undefined || y === undefined) return undefined;
  if (Fp2.is0(x) && Fp2.is0(y)) return Point.ZERO;
  const onCurve = Fp2.eql(Fp2.sqr(y), Fp2.add(Fp2.mul(Fp2.sqr(x), x), b));
  return onCurve ? new Point(x, y, Fp2.ONE) : undefined;
}
