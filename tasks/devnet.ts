import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { parseConfiguration, writeManifest } from "@muniment/sdk";

import { offlineAction } from "./context/action.js";
import { manifestPath } from "./context/manifestPath.js";
import { deployContracts } from "./rwa/deployContracts.js";

const HOST = "127.0.0.1";
const PORT = 8545;

/** Runs a development node with everything deployed and configured, until it is stopped with Ctrl-C. */
export default offlineAction(async (hre, _args, output) => {
  const server = await hre.network.createServer("l1", HOST, PORT);
  const { address, port } = await server.listen();
  const connection = await hre.network.create("localhost");
  const path = join(hre.config.paths.root, "ignition", "parameters", "development.json");
  const configuration = parseConfiguration(path, await readFile(path, "utf8"));
  const ignitionFolder = hre.config.paths.ignition;
  const manifest = await deployContracts({ connection, configuration, output, ignitionFolder });
  const file = manifestPath(hre.config.paths.root, BigInt(manifest.chainId));
  await writeManifest(file, manifest);
  output.table(
    "accounts",
    Object.entries(manifest.accounts).map(([account, holder]) => ({ account, address: holder })),
  );
  output.value("rpc", `http://${address}:${String(port)}`);
  output.value("manifest", file);
  output.line("Ready: use the tasks with --network localhost. Ctrl-C stops the node.");
  await server.afterClosed();
});
