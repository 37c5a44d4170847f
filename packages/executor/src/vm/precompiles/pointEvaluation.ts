import { sha256 } from "@noble/hashes/sha2.js";
import { readInteger } from "./bytes/readInteger.js";
import { writeInteger } from "./bytes/writeInteger.js";
import { chosenCurves } from "./curves/chosenCurves.js";
import type { Precompile } from "./Precompile.js";

const FIELD_ELEMENTS_PER_BLOB = 4096n;
const VERSION_KZG = 1;
/** The order of BLS12-381's groups: the modulus of a blob's field. */
const ORDER = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

/**
 * 0x0a: whether a blob's polynomial has the value y at z (EIP-4844). Input: versioned hash 32 bytes, z 32, y 32,
 * commitment 48, proof 48. The output is the size of a blob and the modulus of its field; anything else fails.
 */
export const pointEvaluation: Precompile = { gas: () => 50000, run };

function run(input: Uint8Array): Uint8Array | undefined {
  if (input.length !== 192) return undefined;
  const versionedHash = sha256(input.subarray(96, 144));
  versionedHash[0] = VERSION_KZG;
  if (!versionedHash.every((byte, index) => byte === input[index])) return undefined;
  const z = input.subarray(32, 64);
  const y = input.subarray(64, 96);
  if (readInteger(z, 0, 32) >= ORDER || readInteger(y, 0, 32) >= ORDER) return undefined;
  const claim = { z, y, commitment: input.subarray(96, 144), proof: input.subarray(144) };
  if (!chosenCurves().bls12381.verifyKzgProof(claim)) return undefined;
  const output = new Uint8Array(64);
  writeInteger(output, { offset: 0, size: 32 }, FIELD_ELEMENTS_PER_BLOB);
  writeInteger(output, { offset: 32, size: 32 }, ORDER);
  return output;
}
