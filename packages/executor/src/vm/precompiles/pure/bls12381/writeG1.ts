import type { bls12_381 } from "@noble/curves/bls12-381.js";
import { writeInteger } from "../../bytes/writeInteger.js";

/** A point of the curve as 128 bytes; infinity is zero. */
export function writeG1(point: typeof bls12_381.G1.Point.BASE): Uint8Array {
  const output = new Uint8Array(128);
  const { x, y } = point.toAffine();
  writeInteger(output, { offset: 16, size: 48 }, x);
  writeInteger(output, { offset: 80, size: 48 }, y);
  return output;
}
