import { join } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import {
  type CircuitVerifierName,
  circuitVerifiers,
  type DeployedSettlement,
  ROLLUP_CONTRACT_NAMES,
  SETTLEMENT_CIRCUITS,
  SETTLEMENT_CONTRACT_NAMES,
  type RollupAddresses,
  type RollupParameters,
  type SettlementAddresses,
  type SettlementAsset,
} from "@muniment/sdk";

import Rollup from "../../ignition/modules/Rollup.js";
import { settlementModule } from "../../ignition/modules/Settlement.js";
import type { Connection } from "../context/Connection.js";
import { developmentPace } from "../context/developmentPace.js";
import { forgetLostDeployment } from "../context/forgetLostDeployment.js";
import { mendJournal } from "./mendJournal.js";
import { moduleParameters, settlementModuleParameters } from "./moduleParameters.js";

/** Parameters of {@link deployContracts}. */
export interface DeployContractsParameters {
  readonly connection: Connection;
  readonly parameters: RollupParameters;
  /** Ignition's folder, where a deployment to a node keeps its journal. */
  readonly ignitionFolder: string;
  /** Name of the journal; one of the chain and the lane without it. */
  readonly deploymentId?: string;
}

/** On which network, by whom, and who is who there. */
export interface DeployPlace {
  readonly chainId: bigint;
  readonly deployer: string;
  readonly addresses: Readonly<Record<string, string>>;
}

/** Where contracts are. */
export interface DeployedContracts {
  readonly rollup: RollupAddresses;
  readonly settlement?: DeployedSettlement & { readonly assets: readonly SettlementAsset[] };
}

type Deployed = Readonly<Record<string, { getAddress(): Promise<string> }>>;

/**
 * Deploys the contracts of a rollup, and of its settlement lane where the parameters have one, with what links them once.
 * @throws SETTLEMENT_VERIFIERS_MISSING, CHAIN_FAILED
 */
export async function deployContracts(
  { connection, parameters, ignitionFolder, ...journaling }: DeployContractsParameters,
  { chainId, deployer, addresses }: DeployPlace,
): Promise<DeployedContracts> {
  const { deploymentId = `rollup-${chainId.toString()}-${parameters.lane.toString()}` } = journaling;
  const { settlement } = parameters;
  const journal = join(ignitionFolder, "deployments", deploymentId);
  if (!parameters.isProduction) await forgetLostDeployment(connection.ethers.provider, journal);
  await mendJournal(connection, journal, deployer);
  const options = { deploymentId, ...(parameters.isProduction ? {} : { config: developmentPace }) };
  const base = moduleParameters(parameters, addresses);
  if (settlement === undefined) {
    const deployed = await connection.ignition.deploy(Rollup, { ...options, parameters: { Rollup: base } });
    return { rollup: await addressesOf<RollupAddresses>(deployed, ROLLUP_CONTRACT_NAMES) };
  }
  const circuits = circuitVerifiers[settlement.verifiers];
  await checkGenerated(Object.values(circuits));
  const own = settlementModuleParameters(parameters, addresses);
  const testCash = settlement.assets.filter(({ token }) => token === "TestCash").map(({ asset }) => asset);
  const deployed: Deployed = await connection.ignition.deploy(settlementModule({ circuits, testCash }), {
    ...options,
    parameters: { Rollup: base, Settlement: own },
  });
  const assets = settlement.assets.map(async ({ asset, token }) => ({
    asset,
    token: token === "TestCash" ? await addressIn(deployed, `TestCash${asset.toString()}`) : token,
  }));
  return {
    rollup: await addressesOf<RollupAddresses>(deployed, ROLLUP_CONTRACT_NAMES),
    settlement: {
      verifiers: settlement.verifiers,
      addresses: await addressesOf<SettlementAddresses>(deployed, SETTLEMENT_CONTRACT_NAMES),
      circuits: await addressesOf<Record<CircuitVerifierName, string>>(
        deployed,
        SETTLEMENT_CIRCUITS.map((circuit) => circuits[circuit]),
      ),
      assets: await Promise.all(assets),
    },
  };
}

/** Those of the canonical SRS are not in the repository: nobody could check them against it here. */
async function checkGenerated(verifiers: readonly string[]): Promise<void> {
  // Late: the tasks are part of Hardhat's own configuration.
  const { artifacts } = await import("hardhat");
  for (const verifier of verifiers) {
    if (await artifacts.artifactExists(verifier)) continue;
    throw new ProtocolError("SETTLEMENT_VERIFIERS_MISSING", { verifier });
  }
}

async function addressesOf<T extends Readonly<Record<string, string>>>(
  deployed: Deployed,
  names: readonly (keyof T & string)[],
): Promise<T> {
  const entries = names.map(async (name) => [name, await addressIn(deployed, name)] as const);
  return Object.fromEntries(await Promise.all(entries)) as T;
}

async function addressIn(deployed: Deployed, name: string): Promise<string> {
  const contract = deployed[name];
  if (contract !== undefined) return contract.getAddress();
  throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", {
    ...{ what: name, actual: "not deployed", expected: "a contract" },
  });
}
