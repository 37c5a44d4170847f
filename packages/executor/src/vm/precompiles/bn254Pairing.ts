import { bn254 } from "@noble/curves/bn254.js";
import { readG1 } from "./bn254/readG1.js";
import { readG2 } from "./bn254/readG2.js";
import { truthWord } from "./bytes/truthWord.js";
import { isPairingProductOne } from "./isPairingProductOne.js";
import type { Precompile } from "./Precompile.js";

const PAIR = 192;

/** 0x08: whether the product of pairings over bn254 is one (EIP-197); no pairs make one. */
export const bn254Pairing: Precompile = {
  gas: (input) => 45000 + 34000 * Math.floor(input.length / PAIR),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length % PAIR !== 0) return undefined;
  const pairs = [];
  for (let at = 0; at < input.length; at += PAIR) {
    const g1 = readG1(input, at);
    const g2 = g1 === undefined ? undefined : readG2(input, at + 64);
    if (g1 === undefined || g2 === undefined) return undefined;
    pairs.push({ g1, g2 });
  }
  return truthWord(isPairingProductOne(bn254, pairs));
}
