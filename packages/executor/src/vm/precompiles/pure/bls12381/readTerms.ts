import { bls12_381 } from "@noble/curves/bls12-381.js";
import { readInteger } from "../../bytes/readInteger.js";

/**
 * The points and scalars of a sum of products: point, then a scalar of 32 bytes, any value, for each term. Undefined
 * if a point is refused.
 * @param input Whole terms.
 */
export function readTerms<P>(
  input: Uint8Array,
  pointSize: number,
  readPoint: (input: Uint8Array, offset: number) => P | undefined,
): { points: P[]; scalars: bigint[] } | undefined {
  const size = pointSize + 32;
  const points: P[] = [];
  const scalars: bigint[] = [];
  for (let at = 0; at < input.length; at += size) {
    const point = readPoint(input, at);
    if (point === undefined) return undefined;
    points.push(point);
    scalars.push(readInteger(input, at + pointSize, 32) % bls12_381.fields.Fr.ORDER);
  }
  return { points, scalars };
}
