import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import type { AccountExit } from "./AccountExit.js";

/** Pays the ETH of an account out of a lane that has ended, once. Sender: anyone. */
export function exitEth({ EscapeHatch }: RollupContracts, account: AccountExit): Call {
  return buildCall(EscapeHatch, "EscapeHatch", "exitEth", [account]);
}
