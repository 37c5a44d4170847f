import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { modexpGas } from "./modexp/modexpGas.js";
import { modularPower } from "./modexp/modularPower.js";
import { readLength } from "./modexp/readLength.js";
import { padRight } from "./bytes/padRight.js";
import type { Precompile } from "./Precompile.js";

const EMPTY = new Uint8Array(0);

/**
 * 0x05: base^exponent mod modulus (EIP-198). Input: the three lengths, 32 bytes each, then base, exponent, modulus.
 * The output is as long as the modulus; a modulus of zero gives zero.
 */
export const modexp: Precompile = { gas: modexpGas, run };

function run(input: Uint8Array): Uint8Array {
  const baseLength = readLength(input, 0);
  const exponentLength = readLength(input, 32);
  const modulusLength = readLength(input, 64);
  if (modulusLength === 0) return EMPTY;
  const exponentStart = 96 + baseLength;
  const modulusStart = exponentStart + exponentLength;
  const modulus = toInteger(operand(input, modulusStart, modulusLength));
  if (modulus === 0n) return new Uint8Array(modulusLength);
  const base = toInteger(operand(input, 96, baseLength)) % modulus;
  // An exponent whose bytes are beyond the input is zero however long it claims to be.
  const given = input.subarray(exponentStart, modulusStart);
  const exponent = given.length === 0 ? EMPTY : padRight(given, exponentLength);
  const result = modularPower(base, exponent, modulus);
  return hexToBytes(result.toString(16).padStart(2 * modulusLength, "0"));
}

function operand(input: Uint8Array, offset: number, length: number): Uint8Array {
  return padRight(input.subarray(offset, offset + length), length);
}

function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`);
}
