import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/** What a note's commitment is made of. */
export interface CommitmentParts {
  readonly asset: bigint;
  readonly amount: bigint;
  /** What receiverOf gives. */
  readonly receiver: bigint;
}

/**
 * What the tree of notes keeps (SETTLE-23).
 * @throws FIELD_ELEMENT_INVALID
 */
export function noteCommitment({ asset, amount, receiver }: CommitmentParts): bigint {
  return fieldHash(hashTags.note, [asset, amount, receiver]);
}
