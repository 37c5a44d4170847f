import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import type { AccountExit } from "./AccountExit.js";

/** Parameters of {@link exitToken}. */
export interface ExitTokenParameters {
  /** The token of L1. */
  readonly token: string;
  readonly account: AccountExit;
  /** Of escapeSlots.formBalance in the token's form. */
  readonly balanceProof: string;
}

/** Pays the units of a paired token that an account holds on a lane that has ended, once. Sender: anyone. */
export function exitToken(
  { EscapeHatch }: RollupContracts,
  { token, account, balanceProof }: ExitTokenParameters,
): Call {
  return buildCall(EscapeHatch, "EscapeHatch", "exitToken", [token, account, balanceProof]);
}
