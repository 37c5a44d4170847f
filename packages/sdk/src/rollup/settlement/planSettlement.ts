import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import { sealAfter } from "../sealAfter.js";
import type { SettlementHandles } from "./connectSettlement.js";

/** A token and its number on the lane. */
export interface SettlementAsset {
  readonly asset: number;
  /** Address on L1. */
  readonly token: string;
}

/**
 * What the deployer still has to call on a settlement lane's own contracts (spec/deployment.md, DEPLOY-17): its assets, and
 * the seals, without which a policy for production takes no verifier of theirs.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when something that is sealed is not as the parameters say
 */
export async function planSettlement(
  { SettlementRegistry: registry, SettlementGateway: gateway, SettlementPortal: portal }: SettlementHandles,
  assets: readonly SettlementAsset[],
): Promise<Call[]> {
  const calls: Call[] = [];
  for (const { asset, token } of assets) {
    if ((await gateway.tokenOf(asset)).toLowerCase() === token.toLowerCase()) continue;
    calls.push(buildCall(gateway, "SettlementGateway", "addAsset", [asset, token]));
  }
  return [
    ...(await sealAfter(registry, "SettlementRegistry", [])),
    ...(await sealAfter(gateway, "SettlementGateway", calls)),
    ...(await sealAfter(portal, "SettlementPortal", [])),
  ];
}
