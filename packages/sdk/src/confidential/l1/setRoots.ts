import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { Roster } from "../documents/rosterSchema.js";
import type { RegistryPlace } from "../registrars/RegistryPlace.js";
import { rosterRoots } from "../registrars/rosterRoots.js";
import { rosterSigners } from "../registrars/rosterSigners.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/** Sets the roots of a roster that a quorum of registrars signed (SETTLE-61). Sender: anyone. */
export function setRoots(
  { SettlementRegistry }: Pick<SettlementContracts, "SettlementRegistry">,
  roster: Roster,
  place: RegistryPlace,
): Call {
  const roots = rosterRoots(roster);
  const signatures = rosterSigners(roster, place, roots).map(({ signature }) => signature.slice(2));
  const args = [roots, `0x${signatures.join("")}`];
  return buildCall(SettlementRegistry, "SettlementRegistry", "setRoots", args);
}
