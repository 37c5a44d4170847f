import { bls12_381 } from "@noble/curves/bls12-381.js";
import { inGroup } from "./bls12381/inGroup.js";
import { readG1 } from "./bls12381/readG1.js";
import { readG2 } from "./bls12381/readG2.js";
import { truthWord } from "./bytes/truthWord.js";
import { isPairingProductOne } from "./isPairingProductOne.js";
import type { Precompile } from "./Precompile.js";

const PAIR = 384;

/** 0x0f: whether the product of pairings over BLS12-381 is one (EIP-2537); at least one pair. */
export const blsPairing: Precompile = {
  gas: (input) => 37700 + 32600 * Math.floor(input.length / PAIR),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length === 0 || input.length % PAIR !== 0) return undefined;
  const pairs = [];
  for (let at = 0; at < input.length; at += PAIR) {
    const g1 = inGroup(readG1(input, at));
    const g2 = g1 === undefined ? undefined : inGroup(readG2(input, at + 128));
    if (g1 === undefined || g2 === undefined) return undefined;
    pairs.push({ g1, g2 });
  }
  return truthWord(isPairingProductOne(bls12_381, pairs));
}
