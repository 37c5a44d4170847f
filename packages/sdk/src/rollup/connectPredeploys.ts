import { predeploys } from "@muniment/protocol";
import type { ContractRunner } from "ethers";

import {
  ExitOwners__factory,
  FeeVault__factory,
  FinalityClasses__factory,
  L1FeeOracle__factory,
  L2EthGateway__factory,
  L2Messenger__factory,
  L2PermissionedGateway__factory,
  L2TokenGateway__factory,
} from "../../../../typechain-types/index.js";

/** The contracts that L2 has from genesis, typed. */
export type PredeployContracts = ReturnType<typeof connectPredeploys>;

/**
 * Connects to the contracts that L2 has from genesis.
 * @param runner Provider of L2 for reading, or signer for reading and sending.
 * @example const { L2Messenger } = connectPredeploys(l2);
 */
export function connectPredeploys(runner: ContractRunner) {
  return {
    L2Messenger: L2Messenger__factory.connect(predeploys.messenger, runner),
    FeeVault: FeeVault__factory.connect(predeploys.feeVault, runner),
    L1FeeOracle: L1FeeOracle__factory.connect(predeploys.l1FeeOracle, runner),
    FinalityClasses: FinalityClasses__factory.connect(predeploys.finalityClasses, runner),
    L2EthGateway: L2EthGateway__factory.connect(predeploys.ethGateway, runner),
    L2TokenGateway: L2TokenGateway__factory.connect(predeploys.tokenGateway, runner),
    L2PermissionedGateway: L2PermissionedGateway__factory.connect(predeploys.permissionedGateway, runner),
    ExitOwners: ExitOwners__factory.connect(predeploys.exitOwners, runner),
  } as const;
}
