import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";
import type { DvpTermsStruct, SignedIntentStruct } from "../contracts/structs.js";

/** Parameters of {@link settleDvp}. */
export interface SettleDvpParameters {
  readonly terms: DvpTermsStruct;
  readonly delivererIntent: SignedIntentStruct;
  readonly payerIntent: SignedIntentStruct;
}

/** Moves both legs at once. Sender: anyone, or the executor the terms name. */
export function settleDvp(
  contracts: Pick<Contracts, "DvpSettlement">,
  { terms, delivererIntent, payerIntent }: SettleDvpParameters,
): Call {
  const args = [terms, delivererIntent, payerIntent];
  return buildCall(contracts.DvpSettlement, "DvpSettlement", "settle", args);
}
