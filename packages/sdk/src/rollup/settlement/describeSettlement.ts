import type { Provider } from "ethers";

import { describeContract, type CreationFactory, type DescribedContract } from "../describeContract.js";
import {
  type CircuitVerifierName,
  circuitVerifiers,
  SETTLEMENT_CIRCUITS,
  type VerifierKind,
} from "./circuitVerifiers.js";
import { CIRCUIT_CONNECTORS, SETTLEMENT_CONNECTORS, type SettlementAddresses } from "./connectSettlement.js";
import { SETTLEMENT_CONTRACT_NAMES } from "./settlementContractNames.js";
import type { SettlementManifest } from "./settlementManifest.js";

/** Where a settlement lane's contracts are. */
export interface DeployedSettlement {
  readonly verifiers: VerifierKind;
  readonly addresses: SettlementAddresses;
  /** Of the generated verifiers, by their names. */
  readonly circuits: Readonly<Partial<Record<CircuitVerifierName, string>>>;
}

/** A settlement lane's contracts, read back from L1: transaction, block, arguments and code hash of each. */
export async function describeSettlement(
  provider: Provider,
  { verifiers, addresses, circuits }: DeployedSettlement,
): Promise<SettlementManifest["contracts"]> {
  const entries: [string, DescribedContract][] = [];
  for (const name of SETTLEMENT_CONTRACT_NAMES) {
    const factory = new SETTLEMENT_CONNECTORS[name]();
    entries.push([name, await describeContract(provider, addresses[name], factory)]);
  }
  for (const circuit of SETTLEMENT_CIRCUITS) {
    const name = circuitVerifiers[verifiers][circuit];
    entries.push([name, await describeContract(provider, circuits[name] ?? "", circuitFactory(name))]);
  }
  return Object.fromEntries(entries) as SettlementManifest["contracts"];
}

/** Creation code of a generated verifier; undefined for those of the canonical SRS. */
export function circuitFactory(name: CircuitVerifierName): CreationFactory | undefined {
  if (!(name in CIRCUIT_CONNECTORS)) return undefined;
  return new CIRCUIT_CONNECTORS[name as keyof typeof CIRCUIT_CONNECTORS]();
}
