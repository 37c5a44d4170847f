import fc from "fast-check";
import type { Hex, StateLeaf } from "../../packages/protocol/src/index.js";

/** Two bases; the rest of a key comes from a random word, behind a prefix of one of these lengths. */
const bases = [BigInt(`0x${"5a".repeat(32)}`), BigInt(`0x${"f0".repeat(32)}`)] as const;
const shared = [0, 2, 3, 9, 128, 250, 251, 254, 255];

/** Keys that agree in their first bits, up to all but the last one. */
export const stateKeys: fc.Arbitrary<Hex> = fc
  .tuple(fc.constantFrom(...bases), fc.constantFrom(...shared), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }))
  .map(([base, bits, random]): Hex => {
    const tail = (1n << BigInt(256 - bits)) - 1n;
    return `0x${((base & ~tail) | (random & tail)).toString(16).padStart(64, "0")}`;
  });

/** Sets of 0 … `maxLength` leaves with keys of their own, present. */
export const stateLeaves = (maxLength: number): fc.Arbitrary<StateLeaf[]> =>
  fc.uniqueArray(fc.record({ key: stateKeys, valueHash: fc.integer({ min: 1, max: 3 }).map(stateWord) }), {
    selector: ({ key }) => key,
    maxLength,
  });

/** A number as 32 bytes. */
export function stateWord(value: number): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
