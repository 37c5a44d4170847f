import { blsPoints } from "./blsPoints.js";
import { hex } from "./hex.js";

/** The 48-byte form of a point of BLS12-381's first curve, given in the 128 bytes of EIP-2537. */
export function compressG1(point: Uint8Array): Uint8Array {
  const compressed = point.slice(16, 64);
  const x = BigInt(`0x${hex(compressed)}`);
  const y = BigInt(`0x${hex(point.subarray(80))}`);
  const isInfinity = x === 0n && y === 0n;
  const isUpper = y > (blsPoints.modulus - 1n) / 2n;
  compressed[0]! |= 0x80 | (isInfinity ? 0x40 : 0) | (isUpper ? 0x20 : 0);
  return compressed;
}
