import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** Parameters of {@link exitKept}. */
export interface ExitKeptParameters {
  /** The form on L1. */
  readonly form: string;
  /** Place in the list of the gateway of L2. */
  readonly id: bigint;
  readonly wallet: string;
  /** Proofs of escapeSlots.keptUnits – token, recipient, amount – and of the wallet's escapeSlots.ledger. */
  readonly proofs: {
    readonly tokenProof: string;
    readonly recipientProof: string;
    readonly amountProof: string;
    readonly ledgerProof: string;
  };
}

/** Creates on L1 units that the gateway of a lane that has ended keeps for a wallet. Sender: anyone. */
export function exitKept(
  { EscapeHatch }: RollupContracts,
  { form, id, wallet, proofs }: ExitKeptParameters,
): Call {
  return buildCall(EscapeHatch, "EscapeHatch", "exitKept", [form, id, wallet, proofs]);
}
