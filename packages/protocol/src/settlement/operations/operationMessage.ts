import { fieldHash } from "../field/fieldHash.js";
import { hashTags } from "../field/hashTags.js";

/** What is signed besides the content. */
export interface MessageParts {
  /** What settlementDomain gives. */
  readonly domain: bigint;
  readonly terms: bigint;
  readonly expiresAt: bigint;
  /** What operationContent gives. */
  readonly content: bigint;
}

/**
 * What the givers of an operation sign (SETTLE-38).
 * @throws FIELD_ELEMENT_INVALID
 */
export function operationMessage({ domain, terms, expiresAt, content }: MessageParts): bigint {
  return fieldHash(hashTags.operation, [domain, terms, expiresAt, content]);
}
