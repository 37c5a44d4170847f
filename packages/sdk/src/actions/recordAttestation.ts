import type { Attestation, Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Records a signed attestation. Sender: anyone. */
export function recordAttestation(contracts: Contracts, attestation: Attestation, signature: Hex): Call {
  return buildCall(contracts.AttestationRegistry, "AttestationRegistry", "record", [attestation, signature]);
}
