import { fromHex, keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { LogQuery } from "./LogQuery.js";

type Bits = readonly (readonly [at: number, bit: number])[];

/** Makes the question whether a bloom (BLOCK-15) may hold a wanted log; it never says no when it does. */
export function bloomTest({ addresses, topics }: LogQuery): (bloom: Uint8Array) => boolean {
  const groups = [addresses, ...topics].filter(({ length }) => length > 0).map((group) => group.map(bitsOf));
  return (bloom) =>
    groups.every((group) =>
      group.some((bits) => bits.every(([at, bit]) => ((bloom[at] as number) & bit) !== 0)),
    );
}

function bitsOf(value: Hex): Bits {
  const hash = fromHex(keccak256(fromHex(value)));
  return [0, 2, 4].map((at) => {
    const bit = (((hash[at] as number) << 8) | (hash[at + 1] as number)) & 2047;
    return [255 - (bit >> 3), 1 << (bit & 7)] as const;
  });
}
