import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/**
 * Takes an attestation back for ever. Sender: its attester.
 * @param id Attestation id.
 * @param reason keccak256 of the stated reason.
 */
export function revokeAttestation(contracts: Contracts, id: Hex, reason: Hex): Call {
  return buildCall(contracts.AttestationRegistry, "AttestationRegistry", "revoke", [id, reason]);
}
