import type { Hex } from "../bytes/Hex.js";
import { predeployAddress } from "./predeployAddress.js";

/** Contracts that are there from genesis (spec/execution.md, EXEC-40). */
export const predeploys = {
  messenger: predeployAddress(1),
  feeVault: predeployAddress(2),
  l1FeeOracle: predeployAddress(3),
  finalityClasses: predeployAddress(4),
  ethGateway: predeployAddress(16),
  tokenGateway: predeployAddress(17),
  permissionedGateway: predeployAddress(18),
  exitOwners: predeployAddress(19),
} as const satisfies Record<string, Hex>;
