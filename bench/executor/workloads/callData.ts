import { fromHex, keccak256, utf8 } from "@muniment/protocol";
import type { People } from "../people/People.js";

const selectorSize = 4;
const wordSize = 32;

/** The first four bytes of a function's hash. @param signature For example `transfer(address,uint256)`. */
export function selectorOf(signature: string): Uint8Array {
  return fromHex(keccak256(utf8(signature))).slice(0, selectorSize);
}

/** A holder as an argument, by number. */
export interface HolderArgument {
  readonly holder: number;
}

/** Calldata of static arguments: numbers below 2^53, and holders. */
export function callData(
  selector: Uint8Array,
  people: People,
  values: readonly (number | HolderArgument)[],
): Uint8Array {
  const data = new Uint8Array(selectorSize + wordSize * values.length);
  data.set(selector);
  for (const [index, value] of values.entries()) {
    const end = selectorSize + wordSize * (index + 1);
    if (typeof value !== "number") people.writeAddress(value.holder, data, end - 20);
    else
      for (let at = end - 1, rest = value; rest > 0; at--, rest = Math.floor(rest / 256))
        data[at] = rest % 256;
  }
  return data;
}
