import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { Wallet, ZeroAddress, id } from "ethers";
import type { network } from "hardhat";
import type { L1Parameters } from "./l1Parameters.js";
import { developmentParameters } from "./l1Parameters.js";

/** A network of Hardhat's with L1 on it. */
export type L1Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The lane of most tests. */
export const lane = 1n;
/** Bits of Evidence. */
export const evidence = { attested: 1n, secured: 2n, proven: 4n } as const;
/** Measurement of the enclaves. */
export const measurement = id("measurement");
/** Keys of the enclaves, in ascending order of their addresses. */
export const enclaves = [1, 2, 3, 4]
  .map((number) => new Wallet(id(`enclave ${number}`)))
  .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));

const names = [
  "deployer",
  "proposer",
  "operator",
  "committer",
  "council",
  "guardian",
  "registrar",
  "anyone",
  "other",
] as const;

/** Who does what. */
export type L1Actors = Record<(typeof names)[number], HardhatEthersSigner>;

/** Deploys all contracts of L1, none of which is set up. */
export async function deployL1(
  connection: Pick<L1Connection, "ethers">,
  parameters: L1Parameters = developmentParameters,
) {
  const { ethers } = connection;
  const signers = await ethers.getSigners();
  const actors = Object.fromEntries(names.map((name, index) => [name, signers[index]])) as L1Actors;
  const { proposer, operator, council, guardian: pauser, registrar } = actors;
  const { isProduction, escapeDelay, timelockDelay, greatestAge, activationDelay } = parameters;
  const proposers = [proposer.address];
  const timelock = await ethers.deployContract("TimelockController", [
    timelockDelay,
    proposers,
    proposers,
    ZeroAddress,
  ]);
  const policy = await ethers.deployContract("FinalityPolicy", [
    timelock,
    isProduction,
    escapeDelay,
    [council.address],
  ]);
  const leastDelay = await policy.leastDelay();
  const guardian = await ethers.deployContract("Guardian", [
    timelock,
    leastDelay,
    [pauser.address],
    [council.address],
  ]);
  const queue = await ethers.deployContract("MessageQueue", [timelock, leastDelay, [operator.address]]);
  const registry = await ethers.deployContract("AttesterRegistry", [
    timelock,
    { leastDelay, isProduction, greatestAge, activationDelay },
    parameters.quorum,
    [registrar.address],
    [council.address],
  ]);
  const rollup = await ethers.deployContract("Rollup", [
    timelock,
    { policy, queue, guardian },
    [operator.address],
    [council.address],
  ]);
  const sequencerBond = await ethers.deployContract("SequencerBond", [policy, escapeDelay + 1n, 10n ** 18n]);
  return {
    connection,
    parameters,
    actors,
    timelock,
    policy,
    guardian,
    queue,
    registry,
    rollup,
    sequencerBond,
  };
}

/** All contracts of L1, and who does what. */
export type L1 = Awaited<ReturnType<typeof deployL1>>;
