import { permute } from "@zkpassport/poseidon2";
import { fieldSum } from "../field/fieldSum.js";

/** Parent of four nodes (SETTLE-25): Poseidon2 with its first input added, for the permutation alone can be inverted. */
export function quadNode(children: readonly [bigint, bigint, bigint, bigint]): bigint {
  return fieldSum(permute([...children])[0] as bigint, children[0]);
}
