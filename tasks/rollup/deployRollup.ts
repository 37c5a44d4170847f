import { type Hex, ProtocolError, settlementDomain } from "@muniment/protocol";
import {
  buildCall,
  connectHandles,
  describeRollup,
  describeSettlement,
  planSetUp,
  sendCall,
  settlementHandles,
  type RollupManifest,
  type RollupParameters,
  type SettlementManifest,
} from "@muniment/sdk";
import { toBeHex, type Signer } from "ethers";

import type { Connection } from "../context/Connection.js";
import type { Output } from "../output/Output.js";
import { appointActors } from "./appointActors.js";
import {
  deployContracts,
  type DeployContractsParameters,
  type DeployedContracts,
  type DeployPlace,
} from "./deployContracts.js";
import { openLane } from "./openLane.js";
import { openSettlementLane } from "./openSettlementLane.js";
import { RollupSigners } from "./RollupSigners.js";
import type { RollupWorld } from "./RollupWorld.js";

/** Parameters of {@link deployRollup}. */
export interface DeployRollupParameters extends DeployContractsParameters {
  readonly output: Output;
}

/**
 * Deploys a rollup with an EVM lane on L1, and a settlement lane where the parameters have one; seals it, opens the lanes at
 * geneses that know the contracts' addresses, and lets its accounts take up what they do. Every part resumes: Ignition from
 * its journal, the rest from what L1 holds. Calls of accounts whose keys are elsewhere are shown as `remaining`.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when L1 holds what other parameters made; ROLLUP_PARAMETERS_INVALID when they are for
 * another L1 or give the deployer a role; SETTLEMENT_VERIFIERS_MISSING, POLICY_REFUSED, CHAIN_FAILED
 * @example const manifest = await deployRollup({ connection, parameters, output, ignitionFolder });
 */
export async function deployRollup(options: DeployRollupParameters): Promise<RollupManifest> {
  const { connection, parameters, output } = options;
  const { provider } = connection.ethers;
  const { chainId } = await provider.getNetwork();
  const signers = await RollupSigners.on(connection, parameters);
  const deployer = await deployerOf(connection);
  const place = { chainId, deployer: deployer.address, addresses: signers.addresses };
  checkPlace(parameters, place);

  output.progress(`deploying the contracts on L1 ${chainId.toString()}`);
  const deployed = await deployContracts(options, place);
  const addresses = deployed.rollup;
  const described = await describeRollup(provider, addresses);
  const l1Block = Math.min(...Object.values(described).map(({ block }) => block));
  const contracts = connectHandles(addresses, provider);
  const world: RollupWorld = {
    ...{ connection, contracts, addresses, parameters, deployer, chainId, fromBlock: l1Block },
    ...settlementWorld(deployed, connection),
  };
  for (const call of await planSetUp(world)) await sendCall(deployer, call);
  output.progress(`opening lane ${parameters.lane.toString()}`);
  const genesis = await openLane(world, signers.addresses);
  const settlement = await settlementManifest(world, deployed);
  // No lane can be opened quickly any more.
  if (!(await contracts.Rollup.isSealed()))
    await sendCall(deployer, buildCall(contracts.Rollup, "Rollup", "seal", []));
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
    classes: classesOf(parameters),
    ...(settlement === undefined ? {} : { settlement }),
  };
}

function classesOf({ lane, finality, settlement }: RollupParameters): RollupManifest["classes"] {
  const { bulk, standard } = finality.classes;
  const evm = { bulk: { lane, evidence: bulk }, standard: { lane, evidence: standard } };
  if (settlement === undefined) return evm;
  return { ...evm, "high-value": { lane: settlement.lane, evidence: ["PROVEN"] } };
}

function settlementWorld(
  { settlement }: DeployedContracts,
  { ethers }: Connection,
): Pick<RollupWorld, "settlement"> {
  if (settlement === undefined) return {};
  const contracts = settlementHandles(settlement.addresses, ethers.provider);
  return { settlement: { contracts, assets: settlement.assets } };
}

/** Opens the settlement lane, and says what there is. */
async function settlementManifest(
  world: RollupWorld,
  { settlement: deployed }: DeployedContracts,
): Promise<SettlementManifest | undefined> {
  const { parameters, connection, addresses, chainId } = world;
  if (parameters.settlement === undefined || deployed === undefined) return undefined;
  const { lane, verifiers } = parameters.settlement;
  const rollup = addresses.Rollup.toLowerCase() as Hex;
  return {
    lane,
    domain: toBeHex(settlementDomain({ chainId, rollup, lane: BigInt(lane) }), 32) as Hex,
    verifiers,
    finalityClass: "high-value",
    contracts: await describeSettlement(connection.ethers.provider, deployed),
    genesis: await openSettlementLane(world, lane),
    assets: [...deployed.assets],
  };
}

async function deployerOf(connection: Connection): Promise<Signer & { address: string }> {
  const [deployer] = await connection.ethers.getSigners();
  if (deployer !== undefined) return deployer;
  throw new ProtocolError("ACCOUNT_UNKNOWN", { account: "deployer", known: "none" });
}

/** The parameters are for this L1, and leave nothing with the deployer (DEPLOY-7). */
function checkPlace(
  { l1ChainId, roles, settlement }: RollupParameters,
  { chainId, deployer, addresses }: DeployPlace,
): void {
  const path = "parameters";
  if (l1ChainId !== undefined && BigInt(l1ChainId) !== chainId) {
    const problem = `they are for L1 ${l1ChainId.toString()}, and this is ${chainId.toString()}`;
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field: "l1ChainId", problem });
  }
  const all: Record<string, readonly string[]> = Object.fromEntries(
    Object.entries(roles).map(([role, members]) => [`roles.${role}`, members]),
  );
  if (settlement !== undefined) {
    all["settlement.registrars"] = settlement.registrars;
    all["settlement.operators"] = settlement.operators;
  }
  for (const [field, members] of Object.entries(all)) {
    const member = members.find((name) => addresses[name] === deployer);
    if (member === undefined) continue;
    const problem = `${member} is the deployer, who keeps no role`;
    throw new ProtocolError("ROLLUP_PARAMETERS_INVALID", { path, field, problem });
  }
}
