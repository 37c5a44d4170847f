import type { Hex, SerialTree } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** One call per page of 512 serials, in order. Sender: the proposer of the registration. */
export function addSerials(contracts: Contracts, asset: Hex, serials: SerialTree): Call[] {
  return serials.pages.map((page) =>
    buildCall(contracts.Registration, "Registration", "addSerials", [asset, [...page]]),
  );
}
