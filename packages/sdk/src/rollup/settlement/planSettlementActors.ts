import { buildCall } from "../../calls/buildCall.js";
import type { ActorCall } from "../planActors.js";
import type { RollupHandles } from "../connectRollup.js";
import type { RollupParameters } from "../rollupParametersSchema.js";
import type { SettlementHandles } from "./connectSettlement.js";

/** Parameters of {@link planSettlementActors}. */
export interface PlanSettlementActorsParameters {
  readonly contracts: RollupHandles;
  readonly settlement: SettlementHandles;
  readonly parameters: RollupParameters;
}

/**
 * What accounts other than the deployer still have to call until batches can be posted (spec/deployment.md, DEPLOY-18): the
 * portal's role of a committer, and its bond.
 */
export async function planSettlementActors({
  contracts: { Rollup: rollup },
  settlement: { SettlementPortal: portal },
  parameters,
}: PlanSettlementActorsParameters): Promise<ActorCall[]> {
  const { settlement, roles } = parameters;
  if (settlement === undefined) return [];
  const calls: ActorCall[] = [];
  const role = await rollup.COMMITTER_ROLE();
  if (!(await rollup.hasRole(role, portal.target))) {
    const call = buildCall(rollup, "Rollup", "grantRole", [role, portal.target]);
    calls.push({ account: roles.operators[0] ?? "", call });
  }
  const { account, amount } = settlement.bond;
  const missing = BigInt(amount) - (await rollup.freeBondOf(portal.target));
  // Later, batches have locked some of it.
  if ((await rollup.lastBatch(settlement.lane)) === 0n && missing > 0n) {
    const call = { ...buildCall(portal, "SettlementPortal", "fundBond", []), value: missing };
    calls.push({ account, call });
  }
  return calls;
}
