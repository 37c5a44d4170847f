import type { bls12_381 } from "@noble/curves/bls12-381.js";
import { writeInteger } from "../../bytes/writeInteger.js";

/** A point of the twist as 256 bytes; infinity is zero. */
export function writeG2(point: typeof bls12_381.G2.Point.BASE): Uint8Array {
  const output = new Uint8Array(256);
  const { x, y } = point.toAffine();
  [x.c0, x.c1, y.c0, y.c1].forEach((part, index) => {
    writeInteger(output, { offset: 64 * index + 16, size: 48 }, part);
  });
  return output;
}
