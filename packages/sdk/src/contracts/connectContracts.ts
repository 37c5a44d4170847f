import type { ContractRunner } from "ethers";

import {
  AccessManager__factory,
  AssetGate__factory,
  AttestationRegistry__factory,
  CheckpointPolicy__factory,
  ClaimTopicsRegistry__factory,
  CountryAllowModule__factory,
  Distribution__factory,
  DvpSettlement__factory,
  FinalityTable__factory,
  IdentityRegistryStorage__factory,
  InitialLockupPeriodModule__factory,
  Issuance__factory,
  LifecycleGateModule__factory,
  Lifecycle__factory,
  MaxBalanceModule__factory,
  NettedSettlement__factory,
  PledgeRegistry__factory,
  Redemption__factory,
  Registration__factory,
  Reserve__factory,
  RwaTokenFactory__factory,
  SchemaRegistry__factory,
  Servicing__factory,
  Structuring__factory,
  Tokenization__factory,
  Trading__factory,
  TransferExplainer__factory,
  TrustedIssuersRegistry__factory,
} from "../../../../typechain-types/index.js";
import { connectAll, type Connected } from "./connectAll.js";
import type { ContractName } from "./contractNames.js";

/** Contract factory of each contract of a deployment. */
export const CONNECTORS = {
  AccessManager: AccessManager__factory,
  SchemaRegistry: SchemaRegistry__factory,
  AttestationRegistry: AttestationRegistry__factory,
  CheckpointPolicy: CheckpointPolicy__factory,
  Lifecycle: Lifecycle__factory,
  PledgeRegistry: PledgeRegistry__factory,
  Registration: Registration__factory,
  FinalityTable: FinalityTable__factory,
  Structuring: Structuring__factory,
  Reserve: Reserve__factory,
  Issuance: Issuance__factory,
  Distribution: Distribution__factory,
  Servicing: Servicing__factory,
  Redemption: Redemption__factory,
  Trading: Trading__factory,
  AssetGate: AssetGate__factory,
  Tokenization: Tokenization__factory,
  ClaimTopicsRegistry: ClaimTopicsRegistry__factory,
  TrustedIssuersRegistry: TrustedIssuersRegistry__factory,
  IdentityRegistryStorage: IdentityRegistryStorage__factory,
  RwaTokenFactory: RwaTokenFactory__factory,
  CountryAllowModule: CountryAllowModule__factory,
  MaxBalanceModule: MaxBalanceModule__factory,
  InitialLockupPeriodModule: InitialLockupPeriodModule__factory,
  LifecycleGateModule: LifecycleGateModule__factory,
  TransferExplainer: TransferExplainer__factory,
  DvpSettlement: DvpSettlement__factory,
  NettedSettlement: NettedSettlement__factory,
} as const satisfies Record<ContractName, { connect: (address: string, runner: ContractRunner) => unknown }>;

/** Typed contracts of one deployment. */
export type Contracts = Connected<typeof CONNECTORS>;

/** Addresses of one deployment. */
export type Addresses = Readonly<Record<ContractName, string>>;

/**
 * Connects to the contracts of a deployment.
 * @param addresses Address of each contract, as in the manifest.
 * @param runner Provider for reading, or signer for reading and sending.
 * @example const { Lifecycle } = connectContracts(manifest.addresses, provider);
 */
export function connectContracts(addresses: Addresses, runner: ContractRunner): Contracts {
  return connectAll(CONNECTORS, addresses, runner);
}
