import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { PredeployContracts } from "../rollup/connectPredeploys.js";

/**
 * Releases units on L2 that came back from L1 and are kept for an identity. Sender: anyone.
 * @param id Place in the gateway's list, as its event UnitsKept says.
 * @param wallet A wallet of the identity, which may hold them now.
 */
export function releaseKept(
  { L2PermissionedGateway }: PredeployContracts,
  { id, wallet }: { readonly id: bigint; readonly wallet: string },
): Call {
  return buildCall(L2PermissionedGateway, "L2PermissionedGateway", "releaseKept", [id, wallet]);
}
