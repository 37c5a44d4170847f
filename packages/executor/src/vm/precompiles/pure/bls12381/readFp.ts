import { bls12_381 } from "@noble/curves/bls12-381.js";
import { isZero } from "../../bytes/isZero.js";
import { readInteger } from "../../bytes/readInteger.js";

/**
 * A field element in 64 bytes from `offset`: 16 zeros, then 48 bytes below the modulus (EIP-2537). Undefined if it is
 * none.
 */
export function readFp(input: Uint8Array, offset: number): bigint | undefined {
  if (!isZero(input, offset, 16)) return undefined;
  const value = readInteger(input, offset + 16, 48);
  return value < bls12_381.fields.Fp.ORDER ? value : undefined;
}
