import { join } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import {
  CONTRACT_NAMES,
  connectContracts,
  describeDeployment,
  planConfiguration,
  sendCall,
  type Addresses,
  type Configuration,
  type Manifest,
} from "@muniment/sdk";
import type { BaseContract } from "ethers";

import Development from "../../ignition/modules/Development.js";
import Muniment from "../../ignition/modules/Muniment.js";
import type { Connection } from "../context/Connection.js";
import { forgetLostDeployment } from "../context/forgetLostDeployment.js";
import { developmentPace } from "../context/developmentPace.js";
import type { Output } from "../output/Output.js";

/** Chain ids on which anybody may create cash and identities. */
const DEVELOPMENT_CHAINS: readonly bigint[] = [31_337n, 424_242n];

/** Parameters of {@link deployContracts}. */
export interface DeployContractsParameters {
  readonly connection: Connection;
  readonly configuration: Configuration;
  readonly output: Output;
  /** Ignition's folder, where a deployment to a node keeps its journal. */
  readonly ignitionFolder: string;
  /** Name of the journal; one of the chain without it. */
  readonly deploymentId?: string;
}

async function resolveAccounts(
  connection: Connection,
  configuration: Configuration,
): Promise<Record<string, string>> {
  const signers = await connection.ethers.getSigners();
  return Object.fromEntries(
    Object.entries(configuration.accounts).map(([name, value]) => [
      name,
      typeof value === "number" ? (signers[value]?.address ?? "") : value,
    ]),
  );
}

function addressesOf(deployed: Readonly<Record<string, unknown>>): Addresses {
  return Object.fromEntries(
    CONTRACT_NAMES.map((name) => [name, (deployed[name] as BaseContract).target as string]),
  ) as unknown as Addresses;
}

/**
 * Deploys everything and brings it to its configuration. Both halves resume: Ignition from its journal, the
 * configuration from what the chain already holds.
 */
export async function deployContracts({
  connection,
  configuration,
  output,
  ignitionFolder,
  ...names
}: DeployContractsParameters): Promise<Manifest> {
  const { chainId } = await connection.ethers.provider.getNetwork();
  const accounts = await resolveAccounts(connection, configuration);
  const isDevelopment = DEVELOPMENT_CHAINS.includes(chainId);
  const { deploymentId = `chain-${chainId.toString()}` } = names;
  const journaling = { deploymentId, ...(isDevelopment ? { config: developmentPace } : {}) };
  if (isDevelopment) {
    const journal = join(ignitionFolder, "deployments", deploymentId);
    await forgetLostDeployment(connection.ethers.provider, journal);
  }
  output.progress(`deploying ${CONTRACT_NAMES.length.toString()} contracts on chain ${chainId.toString()}`);
  const addresses = addressesOf(await connection.ignition.deploy(Muniment, journaling));
  let cash: string | undefined;
  if (isDevelopment) {
    const parameters = { Development: { claimManager: accounts["kybProvider"] ?? "" } };
    const extra = await connection.ignition.deploy(Development, { parameters, ...journaling });
    cash = extra.cash.target as string;
    accounts["claimIssuer"] = extra.claimIssuer.target as string;
  }

  const [deployer] = await connection.ethers.getSigners();
  if (deployer === undefined)
    throw new ProtocolError("ACCOUNT_UNKNOWN", { account: "deployer", known: "none" });
  const contracts = connectContracts(addresses, deployer);
  const plan = await planConfiguration({ contracts, configuration, accounts, deployer: deployer.address });
  for (const [index, call] of plan.entries()) {
    if (index % 20 === 0)
      output.progress(`configuring: ${index.toString()} of ${plan.length.toString()} calls`);
    await sendCall(deployer, call);
  }
  return {
    chainId: Number(chainId),
    network: connection.networkName,
    contracts: await describeDeployment(connection.ethers.provider, addresses),
    ...(cash === undefined ? {} : { cash }),
    accounts,
  };
}
