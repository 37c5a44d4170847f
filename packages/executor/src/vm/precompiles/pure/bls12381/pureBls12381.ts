import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import type { Bls12381 } from "../../curves/Bls12381.js";
import { isPairingProductOne } from "../isPairingProductOne.js";
import { inGroup } from "./inGroup.js";
import { readFp } from "./readFp.js";
import { readFp2 } from "./readFp2.js";
import { readG1 } from "./readG1.js";
import { readG2 } from "./readG2.js";
import { readTerms } from "./readTerms.js";
import { verifyKzgProof } from "./verifyKzgProof.js";
import { writeG1 } from "./writeG1.js";
import { writeG2 } from "./writeG2.js";

const { G1, G2 } = bls12_381;
const PAIR = 384;

// The library declares the curve's inner maps, but takes one element and answers with a point, cofactor cleared.
const mapToG1 = G1.mapToCurve as unknown as (element: bigint) => typeof G1.Point.BASE;
const mapToG2 = G2.mapToCurve as unknown as (element: bigint[]) => typeof G2.Point.BASE;

/** BLS12-381 in TypeScript. */
export const pureBls12381: Bls12381 = {
  addG1: (input) => {
    const left = readG1(input, 0);
    const right = readG1(input, 128);
    return left === undefined || right === undefined ? undefined : writeG1(left.add(right));
  },
  addG2: (input) => {
    const left = readG2(input, 0);
    const right = readG2(input, 256);
    return left === undefined || right === undefined ? undefined : writeG2(left.add(right));
  },
  sumG1: (input) => {
    const terms = readTerms(input, 128, (bytes, offset) => inGroup(readG1(bytes, offset)));
    return terms && writeG1(mulAddUnsafe(G1.Point, terms.points, terms.scalars));
  },
  sumG2: (input) => {
    const terms = readTerms(input, 256, (bytes, offset) => inGroup(readG2(bytes, offset)));
    return terms && writeG2(mulAddUnsafe(G2.Point, terms.points, terms.scalars));
  },
  isPairingProductOne: (input) => {
    const pairs = [];
    for (let at = 0; at < input.length; at += PAIR) {
      const g1 = inGroup(readG1(input, at));
      const g2 = g1 === undefined ? undefined : inGroup(readG2(input, at + 128));
      if (g1 === undefined || g2 === undefined) return undefined;
      pairs.push({ g1, g2 });
    }
    return isPairingProductOne(bls12_381, pairs);
  },
  mapToG1: (input) => {
    const element = readFp(input, 0);
    return element === undefined ? undefined : writeG1(mapToG1(element));
  },
  mapToG2: (input) => {
    const element = readFp2(input, 0);
    return element && writeG2(mapToG2([element.c0, element.c1]));
  },
  verifyKzgProof,
};
