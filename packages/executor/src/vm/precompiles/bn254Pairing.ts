import { truthWord } from "./bytes/truthWord.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const PAIR = 192;

/** 0x08: whether the product of pairings over bn254 is one (EIP-197); no pairs make one. */
export const bn254Pairing: Precompile = {
  gas: (input) => 45000 + 34000 * Math.floor(input.length / PAIR),
  run,
};

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length % PAIR !== 0) return undefined;
  const isOne = chosenCurves().bn254.isPairingProductOne(input);
  return isOne === undefined ? undefined : truthWord(isOne);
}
