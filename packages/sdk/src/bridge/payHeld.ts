import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import type { PayingGateway } from "./PayingGateway.js";

/** Parameters of {@link payHeld}. */
export interface PayHeldParameters {
  readonly gateway: PayingGateway;
  /** Token or form on L1; the zero address is ETH. */
  readonly asset: string;
  /** How many payments at most. */
  readonly times: bigint;
}

/** Pays what waits for the limit of a period, the oldest first, as far as the limit allows. Sender: anyone. */
export function payHeld(rollup: RollupContracts, { gateway, asset, times }: PayHeldParameters): Call {
  return buildCall(rollup[gateway], gateway, "payHeld", [asset, times]);
}
