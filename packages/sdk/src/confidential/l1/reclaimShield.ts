import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/** A shield as it was made. */
export interface ShieldWords {
  /** Its number. */
  readonly shield: bigint;
  readonly asset: bigint;
  /** Base units. */
  readonly amount: bigint;
  readonly receiver: bigint;
}

/** Gives back a shield that no operation used (SETTLE-84). Sender: anyone; who paid it in gets it. */
export function reclaimShield(
  { SettlementGateway }: Pick<SettlementContracts, "SettlementGateway">,
  { shield, asset, amount, receiver }: ShieldWords,
): Call {
  const args = [shield, asset, amount, receiver];
  return buildCall(SettlementGateway, "SettlementGateway", "reclaim", args);
}
