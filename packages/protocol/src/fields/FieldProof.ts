import type { Hex } from "../bytes/Hex.js";
import type { Field } from "./Field.js";

/**
 * What reveals one field, in the form of `AttestationRegistry.revealField`.
 * @param field keccak256 of the name.
 * @param proof Siblings from the leaf upwards.
 */
export interface FieldProof extends Field {
  readonly field: Hex;
  readonly proof: readonly Hex[];
}
