import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";

/**
 * Evidence from the attestation registry: holders without an identity contract of their own.
 * @returns undefined while the identity registry cannot read attestations.
 */
export function attested(_kit: Kit): Promise<Evidence | undefined> {
  return Promise.resolve(undefined);
}
