import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "@muniment/protocol";
import { parseConfiguration } from "@muniment/sdk";
import { config, network } from "hardhat";

import { Arguments } from "../../tasks/context/Arguments.js";
import type { Connection } from "../../tasks/context/Connection.js";
import { createContext } from "../../tasks/context/createContext.js";
import type { Mode } from "../../tasks/context/Context.js";
import type { Run } from "../../tasks/context/action.js";
import { deployContracts } from "../../tasks/rwa/deployContracts.js";
import type { AdmittedInvestor } from "../../tasks/rwa/admitInvestors.js";
import { fiveStages } from "../../tasks/start/fiveStages.js";
import type { AssetWalk } from "../../tasks/start/Walk.js";
import { RecordedOutput } from "./RecordedOutput.js";

/** Folder of the bond's input files. */
export const BOND = "examples/municipal-bond";

/** An id no asset has. */
export const NO_ASSET: Hex = `0x${"00".repeat(31)}12`;

/** The bond of the examples in Trading, on a deployment of its own. */
export interface BondWalk extends AssetWalk {
  readonly investors: readonly AdmittedInvestor[];
  /** What the walk through the five stages showed. */
  readonly shown: RecordedOutput;
  readonly connection: Connection;
}

async function walk(): Promise<BondWalk> {
  const connection = await network.create({
    network: "l2",
    override: { initialDate: "2026-12-01T00:00:00Z" },
  });
  const path = "ignition/parameters/development.json";
  const shown = new RecordedOutput();
  const manifest = await deployContracts({
    connection,
    configuration: parseConfiguration(path, await readFile(path, "utf8")),
    output: shown,
    ignitionFolder: config.paths.ignition,
  });
  const privateFolder = await mkdtemp(join(tmpdir(), "muniment-test-"));
  const context = createContext({ connection, manifest, mode: "send", output: shown, privateFolder });
  const { time } = connection.networkHelpers;
  const advanceTo = async (until: bigint): Promise<void> => {
    if (BigInt(await time.latest()) < until) await time.increaseTo(until);
  };
  return { ...(await fiveStages({ advanceTo, context, folder: BOND })), shown, connection };
}

let started: Promise<{ readonly bond: BondWalk; readonly restore: () => Promise<void> }> | undefined;

async function start(): Promise<{ readonly bond: BondWalk; readonly restore: () => Promise<void> }> {
  const bond = await walk();
  const snapshot = await bond.connection.networkHelpers.takeSnapshot();
  return { bond, restore: () => snapshot.restore() };
}

/** The bond as it entered Trading: taken there once for all test files, and put back there for every caller. */
export async function loadBond(): Promise<BondWalk> {
  started ??= start();
  const { bond, restore } = await started;
  await restore();
  return bond;
}

/** Runs a task on the bond's deployment and returns what it showed; `mode` is what --dry-run and --calldata-only choose. */
export async function runTask(
  { context, asset }: BondWalk,
  run: Run,
  raw: Readonly<Record<string, unknown>> = {},
  mode: Mode = "send",
): Promise<RecordedOutput> {
  const output = new RecordedOutput();
  await run({ ...context, output, mode }, new Arguments({ asset, ...raw }));
  return output;
}
