import { getLaneDisputes, readRollupManifest } from "@muniment/sdk";

import { offlineAction } from "../../context/action.js";
import { l1Place } from "../../context/l1Place.js";
import { laneOf } from "../../context/laneOf.js";
import { openChain } from "../../context/openChain.js";
import { rollupManifestPath } from "../../context/rollupManifestPath.js";
import { showDisputes } from "./showDisputes.js";

export default offlineAction(async (hre, args, output) => {
  const l1 = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
  const path = rollupManifestPath(hre.config.paths.root, l1.chainId, laneOf(args));
  const found = await getLaneDisputes(l1.provider, await readRollupManifest(path));
  showDisputes(output, found, args.flag("all"));
});
