import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/** Parameters of {@link collectOwed}. */
export interface CollectOwedParameters {
  readonly gateway: "L1EthGateway" | "L1TokenGateway";
  /** Token on L1; the zero address is ETH. */
  readonly asset: string;
  /** Where to. */
  readonly to: string;
}

/** Takes what was not delivered when it was paid, to another place. Sender: the recipient to whom it is owed. */
export function collectOwed(rollup: RollupContracts, { gateway, asset, to }: CollectOwedParameters): Call {
  return buildCall(rollup[gateway], gateway, "collectOwed", [asset, to]);
}
