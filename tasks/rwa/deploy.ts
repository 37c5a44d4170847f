import { basename } from "node:path";

import { parseConfiguration, writeManifest } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import { connect } from "../context/connect.js";
import { InputFolder } from "../context/InputFolder.js";
import { manifestPath } from "../context/manifestPath.js";
import { deployContracts } from "./deployContracts.js";

/** Deploys everything, brings it to its configuration and writes the manifest. A second run resumes. */
export default offlineAction(async (hre, args, output) => {
  const path = args.optional("configuration") ?? "ignition/parameters/development.json";
  const configuration = parseConfiguration(path, await InputFolder.of(path).text(basename(path)));
  const { connection } = await connect(hre);
  const manifest = await deployContracts({
    connection,
    configuration,
    output,
    ignitionFolder: hre.config.paths.ignition,
  });
  const file = manifestPath(hre.config.paths.root, BigInt(manifest.chainId));
  await writeManifest(file, manifest);
  output.table(
    "contracts",
    Object.entries(manifest.contracts).map(([contract, { address, block }]) => ({
      contract,
      address,
      block,
    })),
  );
  output.value("manifest", file);
});
