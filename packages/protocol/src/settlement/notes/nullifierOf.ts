import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/** Bits of a nullifier, so that two compare by a range of whole bytes. */
export const nullifierBits = 248n;

/**
 * What shows that a note was spent, to nobody but who knows its nullifier key (SETTLE-24).
 * @throws FIELD_ELEMENT_INVALID
 */
export function nullifierOf(nullifierKey: bigint, commitment: bigint): bigint {
  return BigInt.asUintN(Number(nullifierBits), fieldHash(hashTags.nullifier, [nullifierKey, commitment]));
}
