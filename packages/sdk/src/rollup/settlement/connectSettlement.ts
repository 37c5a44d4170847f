import type { ContractRunner } from "ethers";

import {
  InsecureBatch24Verifier__factory,
  InsecureBatch2Verifier__factory,
  InsecureBatch8Verifier__factory,
  InsecureExitVerifier__factory,
  SettlementExit__factory,
  SettlementGateway__factory,
  SettlementPortal__factory,
  SettlementRegistry__factory,
  SettlementVerifier__factory,
  ShieldBoxes__factory,
} from "../../../../../typechain-types/index.js";
import { connectAll, type Connected } from "../../contracts/connectAll.js";
import type { SettlementContractName } from "./settlementContractNames.js";
import type { SettlementManifest } from "./settlementManifest.js";

/** Contract factory of each contract that every settlement lane has on L1. */
export const SETTLEMENT_CONNECTORS = {
  SettlementRegistry: SettlementRegistry__factory,
  SettlementGateway: SettlementGateway__factory,
  SettlementVerifier: SettlementVerifier__factory,
  SettlementPortal: SettlementPortal__factory,
  SettlementExit: SettlementExit__factory,
  ShieldBoxes: ShieldBoxes__factory,
} as const;

/** Contract factories of generated verifiers; those of the canonical SRS are made where they are deployed. */
export const CIRCUIT_CONNECTORS = {
  InsecureBatch2Verifier: InsecureBatch2Verifier__factory,
  InsecureBatch8Verifier: InsecureBatch8Verifier__factory,
  InsecureBatch24Verifier: InsecureBatch24Verifier__factory,
  InsecureExitVerifier: InsecureExitVerifier__factory,
} as const;

/** Address of every contract that a settlement lane has on L1. */
export type SettlementAddresses = Readonly<Record<SettlementContractName, string>>;

/** Typed handles for the contracts of a settlement lane on L1. */
export type SettlementHandles = Connected<typeof SETTLEMENT_CONNECTORS>;

/**
 * Connects to the contracts of a settlement lane by their addresses.
 * @param runner Provider to read, signer to send as well.
 */
export function settlementHandles(addresses: SettlementAddresses, runner: ContractRunner): SettlementHandles {
  return connectAll(SETTLEMENT_CONNECTORS, addresses, runner);
}

/**
 * Connects to the contracts of a settlement lane.
 * @param runner Provider to read, signer to send as well.
 * @example const { SettlementGateway } = connectSettlement(manifest.settlement, l1);
 */
export function connectSettlement(
  { contracts }: Pick<SettlementManifest, "contracts">,
  runner: ContractRunner,
): SettlementHandles {
  const names = Object.keys(SETTLEMENT_CONNECTORS) as SettlementContractName[];
  const addresses = Object.fromEntries(names.map((name) => [name, contracts[name].address]));
  return settlementHandles(addresses as unknown as SettlementAddresses, runner);
}
