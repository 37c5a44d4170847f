import { bn254 } from "@noble/curves/bn254.js";
import { readInteger } from "../../bytes/readInteger.js";
import type { Bn254 } from "../../curves/Bn254.js";
import { isPairingProductOne } from "../isPairingProductOne.js";
import { readG1 } from "./readG1.js";
import { readG2 } from "./readG2.js";
import { writeG1 } from "./writeG1.js";

const PAIR = 192;

/** bn254 in TypeScript. */
export const pureBn254: Bn254 = {
  add: (input) => {
    const left = readG1(input, 0);
    const right = readG1(input, 64);
    return left === undefined || right === undefined ? undefined : writeG1(left.add(right));
  },
  multiply: (input) => {
    const point = readG1(input, 0);
    if (point === undefined) return undefined;
    return writeG1(point.multiplyUnsafe(readInteger(input, 64, 32) % bn254.fields.Fr.ORDER));
  },
  isPairingProductOne: (input) => {
    const pairs = [];
    for (let at = 0; at < input.length; at += PAIR) {
      const g1 = readG1(input, at);
      const g2 = g1 === undefined ? undefined : readG2(input, at + 64);
      if (g1 === undefined || g2 === undefined) return undefined;
      pairs.push({ g1, g2 });
    }
    return isPairingProductOne(bn254, pairs);
  },
};
