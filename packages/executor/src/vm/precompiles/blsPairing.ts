import { truthWord } from "./bytes/truthWord.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const PAIR = 384;

/** 0x0f: whether the product of pairings over BLS12-381 is one (EIP-2537); at least one pair. */
export const blsPairing: Precompile = {
  gas: (input) => 37700 + 32600 * Math.floor(input.length / PAIR),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length === 0 || input.length % PAIR !== 0) return undefined;
  const isOne = chosenCurves().bls12381.isPairingProductOne(input);
  return isOne === undefined ? undefined : truthWord(isOne);
}
