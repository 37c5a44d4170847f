import {
  connectContracts,
  CONTRACT_NAMES,
  planConfiguration,
  sendCall,
  type Addresses,
  type Contracts,
} from "@muniment/sdk";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ethers as Ethers } from "ethers";
import type { network } from "hardhat";

import Muniment from "../../ignition/modules/Muniment.js";
import type { ClaimIssuer, TestCash } from "../../typechain-types/index.js";
import { testConfiguration } from "./configuration.js";

/** What `network.create` of Hardhat returns. */
export type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

const ACTORS = [
  "admin",
  "issuer",
  "otherIssuer",
  "registrar",
  "arranger",
  "structureApprover",
  "tokenizationAgent",
  "transferAgent",
  "distributor",
  "venue",
  "regulator",
  "guardian",
  "trustee",
  "payingAgent",
  "policy",
  "attester1",
  "attester2",
  "attester3",
  "kycOfficer",
  "alice",
  "bob",
  "carol",
  "dave",
  "stranger",
] as const;

/** Name of an account of the test world. */
export type Actor = (typeof ACTORS)[number];

/** A configured deployment on a simulated network, with an account for every role. */
export interface World {
  readonly ethers: Connection["ethers"];
  readonly networkHelpers: Connection["networkHelpers"];
  readonly contracts: Contracts;
  readonly actors: Readonly<Record<Actor, HardhatEthersSigner>>;
  readonly cash: TestCash;
  readonly claimIssuer: ClaimIssuer;
  readonly chainId: bigint;
}

async function deploy(connection: Connection): Promise<Addresses> {
  const deployed = (await connection.ignition.deploy(Muniment)) as unknown as Record<string, Ethers.Contract>;
  return Object.fromEntries(
    CONTRACT_NAMES.map((name) => [name, deployed[name]?.target as string]),
  ) as unknown as Addresses;
}

/**
 * Deploys everything through Ignition and the configuration plan, as a real deployment does.
 * Use with `loadFixture`.
 */
export async function createWorld(connection: Connection): Promise<World> {
  const { ethers, networkHelpers } = connection;
  const signers = await ethers.getSigners();
  const actors = Object.fromEntries(ACTORS.map((name, index) => [name, signers[index]])) as World["actors"];
  const contracts = connectContracts(await deploy(connection), actors.admin);
  const cash = await ethers.deployContract("TestCash");
  const claimIssuer = await ethers.deployContract("ClaimIssuer");
  await claimIssuer.initialize(actors.kycOfficer.address);

  const accounts = {
    ...Object.fromEntries(ACTORS.map((name) => [name, actors[name].address])),
    claimIssuer: claimIssuer.target as string,
  };
  const plan = { contracts, configuration: testConfiguration, accounts, deployer: actors.admin.address };
  for (const call of await planConfiguration(plan)) await sendCall(actors.admin, call);
  const { chainId } = await ethers.provider.getNetwork();
  return { ethers, networkHelpers, contracts, actors, cash, claimIssuer, chainId };
}
