import { basename } from "node:path";

import { parseRollupParameters, writeRollupManifest } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import { connect } from "../context/connect.js";
import { InputFolder } from "../context/InputFolder.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import { deployRollup } from "./deployRollup.js";

/** Deploys a rollup on L1, opens its lane and writes the manifest. A second run resumes. */
export default offlineAction(async (hre, args, output) => {
  const path = args.optional("parameters") ?? "ignition/parameters/rollup-development.json";
  const parameters = parseRollupParameters(path, await InputFolder.of(path).text(basename(path)));
  const { connection, chainId } = await connect(hre);
  const manifest = await deployRollup({
    connection,
    parameters,
    output,
    ignitionFolder: hre.config.paths.ignition,
  });
  const file = rollupManifestPath(hre.config.paths.root, chainId, manifest.lane);
  await writeRollupManifest(file, manifest);
  output.table(
    "contracts",
    Object.entries(manifest.contracts).map(([contract, { address, block }]) => ({
      contract,
      address,
      block,
    })),
  );
  output.value("lane", manifest.lane);
  output.value("chainId", manifest.chainId);
  output.value("manifest", file);
  if (!manifest.isProduction) {
    output.line("A development rollup: its attesters are SIMULATED, so that what they attest is trusted.");
  }
});
