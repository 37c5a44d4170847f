import { emptyTask } from "hardhat/config";
import type { TaskDefinition } from "hardhat/types/tasks";

import { defineTask, type OptionEntry, type TaskAction } from "../defineTask.js";

const value = (name: string, description: string): OptionEntry => ({ name, value: true, description });
const flag = (name: string, description: string): OptionEntry => ({ name, description });

const L1: readonly OptionEntry[] = [
  value("l1Url", "JSON-RPC of L1; MUNIMENT_L1_URL without it"),
  value("l1Network", "L1 as a network of Hardhat; --network without it"),
  value("lane", "EVM lane of the rollup whose manifest names the settlement lane, 1 without it"),
  value("manifest", "Manifest of the rollup; that of the lane under deployments without it"),
];
const PROVER = value("prover", "Where the prover answers, http://…; MUNIMENT_PROVER_URL without it");
const WAITING: readonly OptionEntry[] = [
  flag("wait", "Wait until it is FINAL on L1"),
  value("timeout", "Seconds to wait at most, 3600 without it"),
];
const wallet = value("wallet", "File of the holder's wallet");
const asset = value("asset", "Number of the asset on the lane");
const amount = value("amount", "Amount, with the decimals of the token on L1");
const sender = value("as", "Sender on L1: an account name of the deployment or an address");
const lifetime = value("lifetime", "Seconds within which it must settle, 3600 without it");
const boxOwner = value("owner", "Address on L1 that gets what a box holds and nobody shields");
const merge = flag("merge", "Join notes first where more than two would be needed");
const route = value("route", "l1, or token-gateway to have it deposited into the EVM lane; l1 without it");
const PAYING = [wallet, asset, amount, merge, lifetime, ...WAITING, PROVER, ...L1];

const task = (
  verb: string,
  description: string,
  options: readonly OptionEntry[],
  action: TaskAction,
): TaskDefinition => defineTask({ noun: "settle", verb, description, options, action });

/** The tasks on the settlement lane. */
export const settleTasks: readonly TaskDefinition[] = [
  emptyTask("settle", "Hold, pay and deliver in confidence on the settlement lane").build(),
  task(
    "keys",
    "Make a wallet with new keys, or one of a seed, and show its key",
    [
      wallet,
      flag("restore", "Of the seed in the environment variable MUNIMENT_SETTLE_SEED"),
      flag("show", "Show the key of the wallet that is there"),
      ...L1,
    ],
    () => import("./keys.js"),
  ),
  task(
    "address",
    "Show a new payment address, one for each payer",
    [wallet, ...L1],
    () => import("./address.js"),
  ),
  task(
    "box",
    "Show a new address on L1 that a withdrawal from the EVM lane goes to, to become a note",
    [wallet, asset, boxOwner, ...L1],
    () => import("./box.js"),
  ),
  task(
    "shield",
    "Pay units in on L1 and have them become a note, or take back what no batch has used",
    [
      ...[wallet, asset, amount, sender, lifetime],
      value("to", "Payment address of who gets the note; the wallet's own without it"),
      flag(
        "reclaim",
        "Take back the wallet's shields that batches have passed; with --box, what the box holds",
      ),
      value("box", "Shield all that this box of the wallet's holds, instead of an amount; see settle box"),
      boxOwner,
      ...[...WAITING, PROVER, ...L1],
    ],
    () => import("./shield.js"),
  ),
  task(
    "pay",
    "Pay another holder",
    [value("to", "Payment address of the payee"), ...PAYING],
    () => import("./pay.js"),
  ),
  task(
    "unshield",
    "Take value out of the lane",
    [value("to", "Address that gets it"), route, ...PAYING],
    () => import("./unshield.js"),
  ),
  task(
    "withdraw",
    "Pay what is owed on L1 to who has left the lane",
    [
      ...[asset, value("to", "Address that it is owed to"), route],
      value("fee", "wei for the message, with --route token-gateway"),
      ...[sender, ...L1],
    ],
    () => import("./withdraw.js"),
  ),
  task(
    "offer",
    "Offer delivery against payment: write the offer's file, and bring the own leg to the prover",
    [
      ...[wallet, asset, amount],
      value("forAsset", "Number of the asset that is asked for it"),
      value("forAmount", "Amount that is asked for it, with the decimals of the token on L1"),
      value("to", "The other party's key, or a payment address of it"),
      value("file", "File of the offer, for the other party alone"),
      value("text", "What was agreed on besides"),
      ...[merge, lifetime, value("timeout", "Seconds to wait for --merge at most, 3600 without it")],
      ...[PROVER, ...L1],
    ],
    () => import("./offer.js"),
  ),
  task(
    "accept",
    "Take an offer: show it, and bring the own leg to the prover; nothing is bound yet",
    [
      ...[wallet, value("file", "File of the offer"), merge, lifetime],
      ...[value("timeout", "Seconds to wait for --merge at most, 3600 without it"), PROVER, ...L1],
    ],
    () => import("./accept.js"),
  ),
  task(
    "sign",
    "Check word by word what the prover composed of both legs, and sign it",
    [wallet, value("file", "File of the offer"), ...WAITING, PROVER, ...L1],
    () => import("./sign.js"),
  ),
  task(
    "status",
    "Show how the prover is, and what of a wallet is under way",
    [wallet, flag("resume", "Bring what is under way to the prover again"), PROVER, ...L1],
    () => import("./status.js"),
  ),
  task("balance", "Show what a holder has, as L1 has it", [wallet, ...L1], () => import("./balance.js")),
  task(
    "disclose",
    "Show all flows of an auditor's assets, read from L1 with its view key",
    [value("viewKey", "File of the auditor's wallet"), value("asset", "This asset alone"), ...L1],
    () => import("./disclose.js"),
  ),
  task(
    "end",
    "End a lane whose operators have stopped, once it has stalled for the escape delay",
    [sender, ...L1],
    () => import("./end.js"),
  ),
  task(
    "exit",
    "Leave a lane that has ended, with every note, by proofs that are made here",
    [
      ...[wallet, value("asset", "Notes of this asset alone"), value("to", "Address on L1 that gets it")],
      value("roster", "The registrars' last roster, whose roots L1 has"),
      value("srs", "Folder of the ceremony's SRS; without it the INSECURE one of development"),
      ...[sender, ...L1],
    ],
    () => import("./exit.js"),
  ),
  task(
    "roots",
    "Sign a roster of holders and rules as a registrar, and set its roots on L1",
    [
      value("file", "The roster; the signature is added to it"),
      flag("renew", "Give it the next number and the time of now; earlier signatures go"),
      flag("noSign", "Add no signature"),
      flag("set", "Set the roots on L1, when a quorum has signed"),
      value("sender", "Who sends that; the registrar without it"),
      value("as", "Registrar: an account name of the deployment or an address"),
      ...L1,
    ],
    () => import("./roots.js"),
  ),
  task(
    "prover",
    "Take operations in, make batches of them, prove and post them, until Ctrl-C",
    [
      value("directory", "Folder of what the prover must not lose; it holds secrets of its clients"),
      value("rosters", "Folder of the rosters that registrars gave"),
      value("sizes", "Sizes of batches, 2,8,24 without it"),
      value("wait", "Seconds that an operation waits for others, 10 without it"),
      value("srs", "Folder of the ceremony's SRS; without it the INSECURE one of development"),
      value("host", "Address that it answers at, 127.0.0.1 without it"),
      value("port", "Port that it answers at, 8645 without it"),
      value("feeLimit", "Most that a unit of gas may cost, gwei; 1000 without it"),
      value("rollup", "Address that the manifest's rollup must have"),
      value("as", "Operator of the portal, whose key is MUNIMENT_KEY or one of the network's"),
      ...L1,
    ],
    () => import("./prover.js"),
  ),
];
