import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/**
 * What a header's state root is on the settlement lane (SETTLE-43).
 * @param leaves Of each tree, empty ones before a batch's leaves included.
 */
export function settlementStateRoot(notes: bigint, nullifiers: bigint, leaves: bigint): bigint {
  return fieldHash(hashTags.state, [notes, nullifiers, leaves]);
}
