import { bls12_381 } from "@noble/curves/bls12-381.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { readInteger } from "./bytes/readInteger.js";
import { writeInteger } from "./bytes/writeInteger.js";
import { verifyKzgProof } from "./kzg/verifyKzgProof.js";
import type { Precompile } from "./Precompile.js";

const FIELD_ELEMENTS_PER_BLOB = 4096n;
const VERSION_KZG = 1;
const { ORDER } = bls12_381.fields.Fr;

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
  const z = readInteger(input, 32, 32);
  const y = readInteger(input, 64, 32);
  if (z >= ORDER || y >= ORDER) return undefined;
  if (!verifyKzgProof({ z, y, commitment: input.slice(96, 144), proof: input.slice(144) })) return undefined;
  const output = new Uint8Array(64);
  writeInteger(output, { offset: 0, size: 32 }, FIELD_ELEMENTS_PER_BLOB);
  writeInteger(output, { offset: 32, size: 32 }, ORDER);
  return output;
}
