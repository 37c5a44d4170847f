import { verifyTypedData } from "ethers";
import type { Roster } from "../documents/rosterSchema.js";
import type { RegistryPlace } from "./RegistryPlace.js";
import { registryDomain } from "./RegistryPlace.js";
import { rosterRoots } from "./rosterRoots.js";
import { rootsTypes } from "./rootsTypes.js";

/** A signature of a roster and whose it is. */
export interface RosterSigner {
  readonly address: string;
  readonly signature: string;
}

/**
 * Who signed a roster, each once, in ascending order of their addresses: the order in which L1 takes them.
 * @param roots The roster's, where they are known: to make them takes all its holders.
 */
export function rosterSigners(
  roster: Roster,
  place: RegistryPlace,
  roots = rosterRoots(roster),
): RosterSigner[] {
  const message = { domain: roster.domain, ...roots };
  const signers = new Map(
    roster.signatures.map((signature) => [
      verifyTypedData(registryDomain(place), rootsTypes, message, signature),
      signature,
    ]),
  );
  return [...signers]
    .map(([address, signature]) => ({ address, signature }))
    .sort((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
}
