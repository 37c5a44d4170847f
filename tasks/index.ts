import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { TaskDefinition } from "hardhat/types/tasks";

import { bridgeTasks } from "./bridge/bridgeTasks.js";
import { defineTask, type OptionEntry, type TaskAction } from "./defineTask.js";
import { settleTasks } from "./settle/settleTasks.js";

/** One task under `rwa`. */
interface AssetTask {
  readonly verb: string;
  readonly description: string;
  /** Whether it sends transactions, and so has --as, --dry-run and --calldata-only. */
  readonly isWriting: boolean;
  readonly options: readonly OptionEntry[];
  readonly action: TaskAction;
}

const value = (name: string, description: string): OptionEntry => ({ name, value: true, description });
const flag = (name: string, description: string): OptionEntry => ({ name, description });

const asset = value("asset", "Asset id, 32 bytes");
const file = value("file", "Input file");
const approve = flag("approve", "Approve what is submitted, as the stage's approver");
const reason = value("reason", "Stated reason; only its hash goes on chain");
const units = value("units", "Base units of the token");

const ENTRIES: readonly AssetTask[] = [
  {
    verb: "deploy",
    description: "Deploy everything and write the manifest; a second run resumes",
    isWriting: false,
    options: [value("configuration", "Configuration file, ignition/parameters/development.json without it")],
    action: () => import("./rwa/deploy.js"),
  },
  {
    verb: "register",
    description: "Submit an asset with its documents and serials, or approve it",
    isWriting: true,
    options: [file, asset, approve],
    action: () => import("./rwa/register.js"),
  },
  {
    verb: "attest",
    description: "Check a stage's documents against the asset record and record the attestations",
    isWriting: true,
    options: [
      asset,
      value("stage", "Registered, Structured, Tokenized, Issued or Trading"),
      value("folder", "Folder of the asset's input files"),
      value("topic", "Only this topic"),
    ],
    action: () => import("./rwa/attest.js"),
  },
  {
    verb: "structure",
    description: "Submit the terms of a registered asset, or approve them",
    isWriting: true,
    options: [asset, file, approve],
    action: () => import("./rwa/structure.js"),
  },
  {
    verb: "tokenize",
    description: "Deploy and submit the token of a structured asset, or approve it",
    isWriting: true,
    options: [asset, file, approve],
    action: () => import("./rwa/tokenize.js"),
  },
  {
    verb: "issue",
    description: "Submit the offer of a tokenized asset, or open it",
    isWriting: true,
    options: [asset, file, approve, value("cash", "Cash token; the deployment's on a development chain")],
    action: () => import("./rwa/issue.js"),
  },
  {
    verb: "admit",
    description: "Admit an investor to the token's register, or all of a folder on a development chain",
    isWriting: true,
    options: [
      asset,
      value("wallet", "Investor's wallet"),
      value("identity", "Investor's identity contract"),
      value("country", "ISO 3166-1 alpha-2 code"),
      value(
        "folder",
        "Folder of the asset's input files: makes an identity with a KYC claim for each investor",
      ),
    ],
    action: () => import("./rwa/admit.js"),
  },
  {
    verb: "subscribe",
    description: "Subscribe in the open offer and pay into its escrow",
    isWriting: true,
    options: [asset, units],
    action: () => import("./rwa/subscribe.js"),
  },
  {
    verb: "trade",
    description: "Submit an issued asset for admission to trading, or admit it",
    isWriting: true,
    options: [asset, file, approve],
    action: () => import("./rwa/trade.js"),
  },
  {
    verb: "transfer",
    description: "Move units to another holder",
    isWriting: true,
    options: [asset, value("from", "Holder"), value("to", "Receiver"), units],
    action: () => import("./rwa/transfer.js"),
  },
  {
    verb: "explain",
    description: "Say every rule a planned transfer would break",
    isWriting: false,
    options: [asset, value("from", "Holder"), value("to", "Receiver"), units],
    action: () => import("./rwa/explain.js"),
  },
  {
    verb: "close",
    description: "End the offer: issuance with the soft cap met, refunds otherwise",
    isWriting: true,
    options: [asset],
    action: () => import("./rwa/close.js"),
  },
  {
    verb: "distribute",
    description: "Fix the record date of the next period, or pay it",
    isWriting: true,
    options: [
      asset,
      flag("recordDate", "Fix the record date instead of paying"),
      value("revenue", "Reported revenue of the period, in the currency"),
      value("report", "Revenue report"),
    ],
    action: () => import("./rwa/distribute.js"),
  },
  {
    verb: "claim",
    description: "Pay a holder what a distribution owes",
    isWriting: true,
    options: [asset, value("period", "Payment period, from 1"), value("holder", "Holder at the record date")],
    action: () => import("./rwa/claim.js"),
  },
  {
    verb: "suspend",
    description: "Suspend an asset",
    isWriting: true,
    options: [
      asset,
      reason,
      flag("urgent", "As the guardian, for seven days"),
      flag("lapsed", "Because evidence lapsed"),
    ],
    action: () => import("./rwa/suspend.js"),
  },
  {
    verb: "resume",
    description: "End a suspension and restore the stage before it",
    isWriting: true,
    options: [asset, reason, flag("expired", "Because its time is over or the lapse is made good")],
    action: () => import("./rwa/resume.js"),
  },
  {
    verb: "default",
    description: "Declare a default, cure it, or fix what is recovered",
    isWriting: true,
    options: [
      asset,
      reason,
      flag("cure", "End the default"),
      value("recovery", "Recovered cash, minor units"),
    ],
    action: () => import("./rwa/default.js"),
  },
  {
    verb: "mature",
    description: "Enter Matured at maturity",
    isWriting: true,
    options: [asset],
    action: () => import("./rwa/mature.js"),
  },
  {
    verb: "redeem",
    description: "Fund redemption, or pay a holder out against burning units",
    isWriting: true,
    options: [asset, value("fund", "Cash to add to the pool, minor units"), value("holder", "Holder"), units],
    action: () => import("./rwa/redeem.js"),
  },
  {
    verb: "status",
    description: "Show where an asset stands",
    isWriting: false,
    options: [asset],
    action: () => import("./rwa/status.js"),
  },
  {
    verb: "holders",
    description: "Show the holder register",
    isWriting: false,
    options: [asset],
    action: () => import("./rwa/holders.js"),
  },
  {
    verb: "audit",
    description: "Export the audit trail, or verify an export offline or against L1",
    isWriting: false,
    options: [
      value("asset", "Asset id; the whole deployment without it"),
      value("export", "json or csv"),
      value("out", "File to write"),
      value("verify", "File to verify"),
      value("head", "Head the trail must have"),
      flag("proofs", "Export with proofs for L1; so by default where the manifest of a rollup is"),
      flag("noProofs", "Export without proofs"),
      value("l1Url", "L1 to verify proofs against"),
      value("l1Network", "The same as a network of Hardhat"),
    ],
    action: () => import("./rwa/audit.js"),
  },
];

const WRITING: readonly OptionEntry[] = [
  value("as", "Sender: an account name of the deployment or an address"),
  flag("dryRun", "Simulate, send nothing"),
  flag("calldataOnly", "Print the calls for a multisig or custodian, send nothing"),
];

function define({ isWriting, options, ...entry }: AssetTask): TaskDefinition {
  return defineTask({ noun: "rwa", ...entry, options: [...options, ...(isWriting ? WRITING : [])] });
}

/** The project's tasks. Actions load lazily, because they need the types a build generates. */
export const tasks: TaskDefinition[] = [
  task("start", "Take the example assets through all five stages on an embedded network")
    .addFlag({ name: "json", description: "One JSON document on stdout" })
    .setAction(() => import("./start/startAction.js"))
    .build(),
  task("devnet", "Run L1, the rollup and its node with everything deployed, until Ctrl-C")
    .addOption({
      name: "l1Url",
      description: "An L1 that runs already; embedded without it",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "port",
      description: "Port of the node, 8545 without it",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addOption({
      name: "l1Port",
      description: "Port of the embedded L1, 8546 without it",
      type: ArgumentType.STRING_WITHOUT_DEFAULT,
      defaultValue: undefined,
    })
    .addFlag({ name: "json", description: "One JSON document on stdout" })
    .setAction(() => import("./devnet/devnetAction.js"))
    .build(),
  emptyTask("demo", "See what the rollup does when somebody cheats").build(),
  task(["demo", "dispute"], "A sequencer lies in five ways, and is caught each time")
    .addFlag({ name: "json", description: "One JSON document on stdout" })
    .setAction(() => import("./demo/dispute/demoAction.js"))
    .build(),
  emptyTask("rwa", "Take a real-world asset through its five stages").build(),
  ...ENTRIES.map(define),
  ...bridgeTasks,
  ...settleTasks,
];
