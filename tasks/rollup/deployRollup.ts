import { join } from "node:path";

import { ProtocolError } from "@muniment/protocol";
import {
  connectHandles,
  describeRollup,
  planSetUp,
  ROLLUP_CONTRACT_NAMES,
  sendCall,
  type RollupAddresses,
  type RollupManifest,
  type RollupParameters,
} from "@muniment/sdk";
import type { Signer } from "ethers";

import Rollup from "../../ignition/modules/Rollup.js";
import type { Connection } from "../context/Connection.js";
import { forgetLostDeployment } from "../context/forgetLostDeployment.js";
import type { Output } from "../output/Output.js";
import { developmentPace } from "../context/developmentPace.js";
import { appointActors } from "./appointActors.js";
import { mendJournal } from "./mendJournal.js";
import { moduleParameters } from "./moduleParameters.js";
import { openLane } from "./openLane.js";
import { RollupSigners } from "./RollupSigners.js";

/** Parameters of {@link deployRollup}. */
export interface DeployRollupParameters {
  readonly connection: Connection;
  readonly parameters: RollupParameters;
  readonly output: Output;
  /** Ignition's folder, where a deployment to a node keeps its journal. */
  readonly ignitionFolder: string;
  /** Name of the journal; one of the chain and the lane without it. */
  readonly deploymentId?: string;
}

/**
 * Deploys a rollup with one lane on L1, seals it, opens the lane at a genesis that knows the contracts' addresses, and lets
 * its accounts take up what they do. Every part resumes: Ignition from its journal, the rest from what L1 holds. Calls of
 * accounts whose keys are elsewhere are shown as `remaining`.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when L1 holds what other parameters made; ROLLUP_PARAMETERS_INVALID when they are for
 * another L1 or give the deployer a role; POLICY_REFUSED, CHAIN_FAILED
 * @example const manifest = await deployRollup({ connection, parameters, output, ignitionFolder });
 */
export async function deployRollup(options: DeployRollupParameters): Promise<RollupManifest> {
  const { connection, parameters, output } = options;
  const { chainId } = await connection.ethers.provider.getNetwork();
  const signers = await RollupSigners.on(connection, parameters);
  const deployer = await deployerOf(connection);
  checkPlace(parameters, { chainId, deployer: deployer.address, addresses: signers.addresses });

  output.progress(
    `deploying ${ROLLUP_CONTRACT_NAMES.length.toString()} contracts on L1 ${chainId.toString()}`,
  );
  const addresses = await deployAll(options, {
    chainId,
    deployer: deployer.address,
    addresses: signers.addresses,
  });
  const described = await describeRollup(connection.ethers.provider, addresses);
  const l1Block = Math.min(...Object.values(described).map(({ block }) => block));
  const contracts = connectHandles(addresses, connection.ethers.provider);
  for (const call of await planSetUp({ contracts, parameters, fromBlock: l1Block })) {
    await sendCall(deployer, call);
  }
  output.progress(`opening lane ${parameters.lane.toString()}`);
  const world = { connection, contracts, addresses, parameters, deployer, chainId, fromBlock: l1Block };
  const genesis = await openLane(world, signers.addresses);
  await appointActors(world, signers, output);
  return {
    l1ChainId: Number(chainId),
    l1Block,
    isProduction: parameters.isProduction,
    contracts: described,
    lane: parameters.lane,
    chainId: parameters.chainId,
    genesis,
    l1Depth: parameters.l1Depth,
    accounts: { ...signers.addresses },
  };
}

async function deployerOf(connection: Connection): Promise<Signer & { address: string }> {
  const [deployer] = await connection.ethers.getSigners();
  if (deployer !== undefined) return deployer;
  throw new ProtocolError("ACCOUNT_UNKNOWN", { account: "deployer", known: "none" });
}

interface Place {
  readonly chainId: bigint;
  readonly deployer: string;
  readonly addresses: Readonly<Record<string, string>>;
}

/** The parameters are for this L1, and leave nothing with the deployer (DEPLOY-7). */
function checkPlace({ l1ChainId, roles }: RollupParameters, { chainId, deployer, addresses }: Place): void {
  const path = "parameters";
  if (l1ChainId !== undefined && BigInt(l1ChainId) !== chainId) {
    const problem = `they are for L1 ${l1ChainId.toString()}, and this is ${chainId.toString()}`;
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field: "l1ChainId", problem });
  }
  for (const [role, members] of Object.entries(roles)) {
    const member = members.find((name) => addresses[name] === deployer);
    if (member === undefined) continue;
    const problem = `${member} is the deployer, who keeps no role`;
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field: `roles.${role}`, problem });
  }
}

async function deployAll(
  { connection, parameters, ignitionFolder, ...journaling }: DeployRollupParameters,
  { chainId, deployer, addresses }: Place,
): Promise<RollupAddresses> {
  const { deploymentId = `rollup-${chainId.toString()}-${parameters.lane.toString()}` } = journaling;
  const journal = join(ignitionFolder, "deployments", deploymentId);
  if (!parameters.isProduction) await forgetLostDeployment(connection.ethers.provider, journal);
  await mendJournal(connection, journal, deployer);
  const deployed = await connection.ignition.deploy(Rollup, {
    parameters: { Rollup: moduleParameters(parameters, addresses) },
    deploymentId,
    ...(parameters.isProduction ? {} : { config: developmentPace }),
  });
  const entries = ROLLUP_CONTRACT_NAMES.map(
    async (name) => [name, await deployed[name].getAddress()] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as unknown as RollupAddresses;
}
