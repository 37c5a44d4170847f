import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** Parameters of {@link exitUnits}. */
export interface ExitUnitsParameters {
  /** The form on L1. */
  readonly form: string;
  readonly wallet: string;
  /** Of escapeSlots.ledger in the permissioned token. */
  readonly ledgerProof: string;
  /** Of escapeSlots.frozenUnits there. */
  readonly frozenProof: string;
}

/** Creates on L1 the units of a wallet on a lane that has ended, or holds them for its identity. Sender: anyone. */
export function exitUnits(
  { EscapeHatch }: RollupContracts,
  { form, wallet, ledgerProof, frozenProof }: ExitUnitsParameters,
): Call {
  return buildCall(EscapeHatch, "EscapeHatch", "exitUnits", [form, wallet, ledgerProof, frozenProof]);
}
