import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link appointProposer}. */
export interface AppointProposerParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Stage number, 1 to 5. */
  readonly stage: number;
  /** Account that may submit. */
  readonly proposer: string;
  /** False ends the appointment. */
  readonly isAppointed: boolean;
}

/** Lets an account submit for one stage. Sender: the issuer. */
export function appointProposer(contracts: Contracts, parameters: AppointProposerParameters): Call {
  const { asset, stage, proposer, isAppointed } = parameters;
  return buildCall(contracts.Lifecycle, "Lifecycle", "appoint", [asset, stage, proposer, isAppointed]);
}
