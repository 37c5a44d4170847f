import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { pairingFee } from "./pairingFee.js";

/** Sends again the message that makes a paired token's form on L2. Sender: anyone. What is beyond the fee comes back. */
export async function announceToken(rollup: RollupContracts, token: string): Promise<Call> {
  const value = await pairingFee(rollup, token);
  return { ...buildCall(rollup.L1TokenGateway, "L1TokenGateway", "announce", [token]), value };
}
