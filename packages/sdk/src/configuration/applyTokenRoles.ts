import type { Signer } from "ethers";

import type { Call } from "../calls/Call.js";
import { sendCall } from "../calls/sendCall.js";
import { planTokenRoles, type PlanTokenRolesParameters } from "./planTokenRoles.js";

/**
 * Carries {@link planTokenRoles} out and returns the calls sent; none when all was in place.
 * @param administrator Administrator of the manager, without execution delay.
 * @throws ARGUMENT_INVALID as the plan, POLICY_REFUSED when the signer is no administrator.
 * @example await applyTokenRoles(admin, { manager, token, desk, members: { issuer: [bank], freezer: [court] } });
 */
export async function applyTokenRoles(
  administrator: Signer,
  parameters: Omit<PlanTokenRolesParameters, "runner">,
): Promise<readonly Call[]> {
  const calls = await planTokenRoles({ ...parameters, runner: administrator });
  for (const call of calls) await sendCall(administrator, call);
  return calls;
}
