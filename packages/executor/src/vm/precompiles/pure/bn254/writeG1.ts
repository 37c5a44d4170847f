import type { bn254 } from "@noble/curves/bn254.js";
import { writeInteger } from "../../bytes/writeInteger.js";

/** A point of the first group as 64 bytes; infinity is zero. */
export function writeG1(point: typeof bn254.G1.Point.BASE): Uint8Array {
  const output = new Uint8Array(64);
  const { x, y } = point.toAffine();
  writeInteger(output, { offset: 0, size: 32 }, x);
  writeInteger(output, { offset: 32, size: 32 }, y);
  return output;
}
