import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { pairingFee } from "./pairingFee.js";

/** Parameters of {@link pairToken}. */
export interface PairTokenParameters {
  /** Token of L1. */
  readonly token: string;
  /** What is paid out in a day at most, base units; 2^96 − 1: no limit. */
  readonly most: bigint;
  /** Number of the class whose evidence a batch needs (`finalityClasses`). */
  readonly finalityClass: number;
}

/** Pairs a token with its form on L2. Sender: a keeper of the gateway. What is beyond the fee comes back. */
export async function pairToken(
  rollup: RollupContracts,
  { token, most, finalityClass }: PairTokenParameters,
): Promise<Call> {
  const value = await pairingFee(rollup, token);
  const terms = { most, finalityClass };
  return { ...buildCall(rollup.L1TokenGateway, "L1TokenGateway", "pair", [token, terms]), value };
}
