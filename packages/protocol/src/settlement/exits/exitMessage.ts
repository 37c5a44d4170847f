import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";
import type { ExitStatement } from "./ExitStatement.js";

/**
 * What the owner of a note signs to leave with it (SETTLE-46). It names no state: a note is the same in all of them.
 * @throws FIELD_ELEMENT_INVALID
 */
export function exitMessage({
  domain,
  value,
  target,
  nullifier,
}: Pick<ExitStatement, "domain" | "value" | "target" | "nullifier">): bigint {
  return fieldHash(hashTags.exit, [domain, value, target, nullifier]);
}
