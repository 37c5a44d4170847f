import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { RegistrationRecordStruct } from "../contracts/structs.js";

/**
 * Submits an asset for registration. Sender: an originator, who becomes the issuer.
 * @param record Record of the asset.
 */
export function submitRegistration(contracts: Contracts, record: RegistrationRecordStruct): Call {
  return buildCall(contracts.Registration, "Registration", "submit", [record]);
}
