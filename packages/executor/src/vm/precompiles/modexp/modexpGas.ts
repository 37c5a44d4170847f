import type { Fork } from "../../../rules/Fork.js";
import { readLength } from "./readLength.js";

/** EIP-7823: in Osaka no operand is longer, bytes. */
const LENGTH_LIMIT = 1024;
/** Longer operands fit no memory here, bytes; 2^31 cost more than five thousand million gas at least. */
const MEMORY_LIMIT = 2 ** 31 - 1;

/**
 * The cost of a modular exponentiation, EIP-2565 up to Prague, EIP-7883 and the bound of EIP-7823 in Osaka.
 * Beyond 2^53 it is Infinity: products are exact below, and above nobody can pay.
 */
export function modexpGas(input: Uint8Array, fork: Fork): number {
  const base = readLength(input, 0);
  const exponent = readLength(input, 32);
  const longest = Math.max(base, readLength(input, 64));
  if (fork === "osaka") {
    if (Math.max(longest, exponent) > LENGTH_LIMIT) return Infinity;
    const words = Math.ceil(longest / 8);
    const complexity = longest <= 32 ? 16 : 2 * words * words;
    return Math.max(500, complexity * iterations(input, { base, exponent, perByte: 16 }));
  }
  // Nothing to compute, whatever the exponent's length; Infinity times zero would not be a number.
  if (longest === 0) return 200;
  if (Math.max(longest, exponent) > MEMORY_LIMIT) return Infinity;
  const words = Math.ceil(longest / 8);
  const work = words * words * iterations(input, { base, exponent, perByte: 8 });
  return work > Number.MAX_SAFE_INTEGER ? Infinity : Math.max(200, Math.floor(work / 3));
}

/** The bits of the exponent that are paid for: those of its first word, and `perByte` for each byte after it. */
function iterations(
  input: Uint8Array,
  lengths: { readonly base: number; readonly exponent: number; readonly perByte: number },
): number {
  const head = headBits(input, 96 + lengths.base, Math.min(lengths.exponent, 32));
  const tail = lengths.exponent > 32 ? lengths.perByte * (lengths.exponent - 32) : 0;
  return Math.max(1, tail + Math.max(0, head - 1));
}

/** The bit length of the integer in `size` bytes from `offset`, zeros beyond the end of the input. */
function headBits(input: Uint8Array, offset: number, size: number): number {
  for (let index = 0; index < size; index++) {
    const byte = input[offset + index] ?? 0;
    if (byte !== 0) return 8 * (size - 1 - index) + 32 - Math.clz32(byte);
  }
  return 0;
}
