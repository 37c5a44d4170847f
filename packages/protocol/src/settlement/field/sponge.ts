import { permute } from "@zkpassport/poseidon2";
import { fieldElement } from "./fieldElement.js";
import { fieldSum } from "./fieldSum.js";
import type { HashTag } from "./hashTags.js";

const rate = 3;

/**
 * What Poseidon2 leaves after the inputs (SETTLE-19): three words that may be taken.
 * @throws FIELD_ELEMENT_INVALID
 */
export function sponge(tag: HashTag, inputs: readonly bigint[]): readonly [bigint, bigint, bigint] {
  let state = [0n, 0n, 0n, (tag << 64n) + BigInt(inputs.length)];
  for (let start = 0; start < inputs.length; start += rate) {
    inputs.slice(start, start + rate).forEach((input, place) => {
      state[place] = fieldSum(state[place] as bigint, fieldElement(input));
    });
    state = permute(state);
  }
  return [state[0] as bigint, state[1] as bigint, state[2] as bigint];
}
