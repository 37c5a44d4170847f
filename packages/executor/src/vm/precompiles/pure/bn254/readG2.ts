import { bn254 } from "@noble/curves/bn254.js";
import { readInteger } from "../../bytes/readInteger.js";

const { Point } = bn254.G2;
const { Fp, Fp2 } = bn254.fields;
const { b } = Point.CURVE();

/**
 * The point of the second group at `offset`: x and y, each with its imaginary part first, all zero at infinity
 * (EIP-197). Undefined if it is not on the twist or not in the group.
 * @param input At least 128 bytes from `offset`.
 */
export function readG2(input: Uint8Array, offset: number): typeof Point.BASE | undefined {
  const part = (index: number): bigint => readInteger(input, offset + 32 * index, 32);
  const x = { c1: part(0), c0: part(1) };
  const y = { c1: part(2), c0: part(3) };
  if ([x.c0, x.c1, y.c0, y.c1].some((value) => value >= Fp.ORDER)) return undefined;
  if (Fp2.is0(x) && Fp2.is0(y)) return Point.ZERO;
  const onCurve = Fp2.eql(Fp2.sqr(y), Fp2.add(Fp2.mul(Fp2.sqr(x), x), b));
  if (!onCurve) return undefined;
  const point = new Point(x, y, Fp2.ONE);
  return point.isTorsionFree() ? point : undefined;
}
