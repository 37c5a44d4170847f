import type { Hex } from "@muniment/protocol";
import type { Signer } from "ethers";
import type { Roster } from "../documents/rosterSchema.js";
import type { RegistryPlace } from "./RegistryPlace.js";
import { registryDomain } from "./RegistryPlace.js";
import { rosterRoots } from "./rosterRoots.js";
import { rootsTypes } from "./rootsTypes.js";

/**
 * The roster with one more signature, by a registrar who has compared it with its own register.
 * @example const signed = await signRoster(roster, registrar, { chainId, registry });
 */
export async function signRoster(roster: Roster, registrar: Signer, place: RegistryPlace): Promise<Roster> {
  const message = { domain: roster.domain, ...rosterRoots(roster) };
  const signature = (await registrar.signTypedData(registryDomain(place), rootsTypes, message)) as Hex;
  if (roster.signatures.includes(signature)) return roster;
  return { ...roster, signatures: [...roster.signatures, signature] };
}
