import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { bridgeGas } from "./bridgeGas.js";
import { withMargin } from "./withMargin.js";

/** Parameters of {@link pairForm}. */
export interface PairFormParameters {
  /** The form on L1, whose agent and holder the gateway is. */
  readonly form: string;
  /** The permissioned token on L2. */
  readonly token: string;
  /** Where its distributions are paid on L2; the zero address: none are bridged. */
  readonly source: string;
  /** What is paid out in a day at most, base units; 2^96 − 1: no limit. */
  readonly most: bigint;
  /** Number of the class whose evidence a batch needs (`finalityClasses`). */
  readonly finalityClass: number;
}

/** Pairs a permissioned token with its form on L1. Sender: a keeper of the gateway. What is beyond the fee comes back. */
export async function pairForm(
  { L1Messenger, L1PermissionedGateway }: RollupContracts,
  { form, token, source, most, finalityClass }: PairFormParameters,
): Promise<Call> {
  const { gas, size } = bridgeGas.pairUnits;
  const value = withMargin(await L1Messenger.feeFor(gas, size));
  const args = [form, token, source, { most, finalityClass }];
  return { ...buildCall(L1PermissionedGateway, "L1PermissionedGateway", "pairForm", args), value };
}
