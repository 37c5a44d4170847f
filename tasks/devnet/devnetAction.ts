import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { parseConfiguration, writeManifest, writeRollupManifest } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import { manifestPath } from "../context/manifestPath.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import { deployContracts } from "../rwa/deployContracts.js";
import { Devnet } from "./Devnet.js";
import { forgetDeployment } from "./forgetDeployment.js";

const PORT = 8545;
const L1_PORT = 8546;

/** Runs L1, the rollup's node and everything deployed and configured on L2, until it is stopped with Ctrl-C. */
export default offlineAction(async (hre, args, output) => {
  const l1Url = args.optional("l1Url");
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  const devnet = await Devnet.start({
    ...{
      hre,
      output,
      port: args.port("port") ?? PORT,
      l1Port: args.port("l1Port") ?? L1_PORT,
      proving: true,
    },
    ...(l1Url === undefined ? {} : { l1Url }),
  });
  const { root, ignition: ignitionFolder } = hre.config.paths;
  const deploymentId = `devnet-l2-${process.pid.toString()}`;
  try {
    const connection = await devnet.connect(hre);
    const path = join(root, "ignition", "parameters", "development.json");
    const configuration = parseConfiguration(path, await readFile(path, "utf8"));
    const manifest = await deployContracts({
      ...{ connection, configuration, output, ignitionFolder, deploymentId },
    });
    const file = manifestPath(root, BigInt(manifest.chainId));
    await writeManifest(file, manifest);
    const { l1ChainId, lane } = devnet.manifest;
    const rollupFile = rollupManifestPath(root, BigInt(l1ChainId), lane);
    await writeRollupManifest(rollupFile, devnet.manifest);
    output.table(
      "accounts",
      Object.entries(manifest.accounts).map(([account, holder]) => ({ account, address: holder })),
    );
    output.value("rpc", devnet.node.url);
    output.value("l1", devnet.l1.url);
    output.value("manifest", file);
    output.value("rollup", rollupFile);
    if (devnet.settlement !== undefined) {
      output.value("prover", devnet.settlement.url);
      output.value("rosters", devnet.settlement.rosters);
    }
    output.line("Attesters are SIMULATED: what they attest is trusted, not proven.");
    output.line("Ready: use the tasks with --network localhost. Ctrl-C stops everything.");
    await stopped;
  } finally {
    await forgetDeployment(ignitionFolder, deploymentId);
    await devnet.close();
  }
});
