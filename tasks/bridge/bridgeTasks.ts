import { emptyTask } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { defineTask, type OptionEntry } from "../defineTask.js";

const value = (name: string, description: string): OptionEntry => ({ name, value: true, description });
const flag = (name: string, description: string): OptionEntry => ({ name, description });

const L1: readonly OptionEntry[] = [
  value("l1Url", "JSON-RPC of L1; MUNIMENT_L1_URL without it"),
  value("l1Network", "L1 as a network of Hardhat"),
  value("lane", "Lane of the rollup, 1 without it"),
];
const CHAINS: readonly OptionEntry[] = [
  ...L1,
  value("rpcUrl", "JSON-RPC of a Muniment node; --network without it"),
];
const WAITING: readonly OptionEntry[] = [
  flag("wait", "Wait until it has arrived"),
  value("timeout", "Seconds to wait at most, 3600 without it"),
];
const VALUE: readonly OptionEntry[] = [
  value("amount", "Amount, with decimals: of ETH without --token and --permissioned"),
  value("token", "Plain token: its address on L1"),
  value("permissioned", "Permissioned token: the form on L1 to deposit, the token on L2 to withdraw"),
  value("recipient", "Who gets it on the other side; the sender without it"),
  value("as", "Sender: an account name of the deployment or an address"),
];
const PLAYING: readonly OptionEntry[] = [
  value("directory", "Where what is FINAL and what was sent are kept; a second run goes on with it"),
  value("rollup", "Address that the manifest's rollup must have"),
  value("manifest", "Manifest of the rollup; that of the lane under deployments without it"),
  value("archive", "Where blobs are, at URL/<versioned hash>; each is checked against its hash"),
  value("beacon", "REST address of a beacon node, which keeps blobs for some 18 days"),
  value("as", "Address of who moves, whose key the network or MUNIMENT_KEY has and nobody else uses"),
  value("metricsPort", "Port of /metrics and /health; none without it"),
  value("proveLevel", "L1 runs 2^this steps at once at most, 9 without it"),
  value("feeLimit", "gwei a unit of gas that are offered at most, 500 without it"),
];
const transaction = value("transaction", "Hash of the transaction that sent it");

/** The tasks on the bridge and the rollup. */
export const bridgeTasks: readonly TaskDefinition[] = [
  emptyTask("bridge", "Take value between L1 and L2").build(),
  defineTask({
    noun: "bridge",
    verb: "deposit",
    description: "Deposit ETH, tokens or units from L1 to L2",
    options: [...VALUE, ...WAITING, ...CHAINS],
    action: () => import("./deposit.js"),
  }),
  defineTask({
    noun: "bridge",
    verb: "withdraw",
    description: "Withdraw ETH, tokens or units from L2 to L1; with --wait also claims them",
    options: [...VALUE, ...WAITING, value("claimAs", "Who claims on L1; the sender without it"), ...CHAINS],
    action: () => import("./withdraw.js"),
  }),
  defineTask({
    noun: "bridge",
    verb: "claim",
    description: "Claim on L1 what a transaction of L2 sent",
    options: [
      transaction,
      value("as", "Sender on L1: an account name of the deployment or an address"),
      flag("retry", "Repeat messages whose call failed, on the side where it did"),
      flag("release", "Release what is held, as far as it may be"),
      value("wallet", "Wallet of the identity for which units are held; their recipient without it"),
      ...WAITING,
      ...CHAINS,
    ],
    action: () => import("./claim.js"),
  }),
  defineTask({
    noun: "bridge",
    verb: "status",
    description: "Show what became of a deposit or a withdrawal",
    options: [transaction, ...CHAINS],
    action: () => import("./status.js"),
  }),
  emptyTask("rollup", "The rollup on L1 and its lane").build(),
  defineTask({
    noun: "rollup",
    verb: "deploy",
    description: "Deploy a rollup on L1, open its lane and write the manifest; a second run resumes",
    options: [value("parameters", "Parameter file, ignition/parameters/rollup-development.json without it")],
    action: () => import("../rollup/deploy.js"),
  }),
  defineTask({
    noun: "rollup",
    verb: "status",
    description: "Show where a lane stands, as L1 says it",
    options: L1,
    action: () => import("../rollup/status.js"),
  }),
  defineTask({
    noun: "rollup",
    verb: "follow",
    description: "Derive a lane from L1, execute it and compare every root, until Ctrl-C or a difference",
    options: [
      value("directory", "Where what is FINAL is kept; a second run goes on behind it"),
      value("rollup", "Address that the manifest's rollup must have"),
      value("manifest", "Manifest of the rollup; that of the lane under deployments without it"),
      value("archive", "Where blobs are, at URL/<versioned hash>; each is checked against its hash"),
      value("beacon", "REST address of a beacon node, which keeps blobs for some 18 days"),
      flag("once", "End when all that L1 has is checked"),
      ...L1,
    ],
    action: () => import("../rollup/follow.js"),
  }),
  defineTask({
    noun: "rollup",
    verb: "challenge",
    description: "Execute every batch of a lane and dispute the one that is wrong, until Ctrl-C",
    options: [...PLAYING, ...L1],
    action: () => import("../rollup/challenge.js"),
  }),
  defineTask({
    noun: "rollup",
    verb: "defend",
    description: "Answer disputes about a committer's batches that are right, until Ctrl-C",
    options: [value("committer", "Address of who commits; the manifest's without it"), ...PLAYING, ...L1],
    action: () => import("../rollup/defend.js"),
  }),
  emptyTask(["rollup", "dispute"], "Disputes about a lane's batches").build(),
  defineTask({
    noun: "rollup dispute",
    verb: "status",
    description: "Show the disputes about a lane's batches, and whose turn it is",
    options: [flag("all", "Those that are over too"), ...L1],
    action: () => import("../rollup/dispute/status.js"),
  }),
  defineTask({
    noun: "rollup dispute",
    verb: "watch",
    description: "Say what happens in a lane's disputes, until there is none that is open",
    options: [value("timeout", "Seconds to wait at most, 3600 without it"), ...L1],
    action: () => import("../rollup/dispute/watch.js"),
  }),
];
