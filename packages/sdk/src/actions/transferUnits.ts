import { RwaToken__factory } from "../../../../typechain-types/index.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";

/** Parameters of {@link transferUnits}. */
export interface TransferUnitsParameters {
  readonly token: string;
  readonly to: string;
  /** Base units. */
  readonly amount: bigint;
}

/** Moves units to another holder. Sender: the holder. */
export function transferUnits({ token, to, amount }: TransferUnitsParameters): Call {
  return buildCall(RwaToken__factory.connect(token), "Token", "transfer", [to, amount]);
}
