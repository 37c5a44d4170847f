import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { RollupContracts } from "../rollup/connectRollup.js";

/**
 * Releases units on L1 that are held for an identity. Sender: anyone.
 * @param id Place in the gateway's list, as its event UnitsHeld says.
 * @param wallet A wallet of the identity, which may hold them now.
 */
export function releaseHeld(
  { L1PermissionedGateway }: RollupContracts,
  { id, wallet }: { readonly id: bigint; readonly wallet: string },
): Call {
  return buildCall(L1PermissionedGateway, "L1PermissionedGateway", "releaseHeld", [id, wallet]);
}
