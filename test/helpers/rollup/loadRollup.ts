import { connectHandles, type RollupAddresses, type RollupHandles, type RollupManifest } from "@muniment/sdk";
import { config, network } from "hardhat";
import { deployRollup } from "../../../tasks/rollup/deployRollup.js";
import type { Connection } from "../../../tasks/context/Connection.js";
import { RecordedOutput } from "../RecordedOutput.js";
import { developmentRollup } from "./rollupParameters.js";

/** A development rollup on a simulated L1. */
export interface LoadedRollup {
  readonly connection: Connection;
  readonly manifest: RollupManifest;
  readonly contracts: RollupHandles;
}

/** Every contract of a manifest. */
export function contractsOf({ contracts }: RollupManifest, connection: Connection): RollupHandles {
  const addresses = Object.entries(contracts).map(([name, { address }]) => [name, address]);
  return connectHandles(Object.fromEntries(addresses) as RollupAddresses, connection.ethers.provider);
}

async function start(): Promise<LoadedRollup & { readonly restore: () => Promise<void> }> {
  const connection = await network.create("l1");
  const manifest = await deployRollup({
    connection,
    parameters: developmentRollup(),
    output: new RecordedOutput(),
    ignitionFolder: config.paths.ignition,
  });
  const snapshot = await connection.networkHelpers.takeSnapshot();
  const contracts = contractsOf(manifest, connection);
  return { connection, manifest, contracts, restore: () => snapshot.restore() };
}

let started: ReturnType<typeof start> | undefined;

/** The rollup as it was deployed: once for all test files, and put back there for every caller. */
export async function loadRollup(): Promise<LoadedRollup> {
  started ??= start();
  const { restore, ...rollup } = await started;
  await restore();
  return rollup;
}
