import { setTimeout } from "node:timers/promises";

import { getLaneDisputes, readRollupManifest } from "@muniment/sdk";

import { offlineAction } from "../../context/action.js";
import { l1Place } from "../../context/l1Place.js";
import { laneOf } from "../../context/laneOf.js";
import { openChain } from "../../context/openChain.js";
import { rollupManifestPath } from "../../context/rollupManifestPath.js";
import { watchDisputes } from "./watchDisputes.js";

export default offlineAction(async (hre, args, output) => {
  const l1 = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
  const path = rollupManifestPath(hre.config.paths.root, l1.chainId, laneOf(args));
  const manifest = await readRollupManifest(path);
  const ask = () => getLaneDisputes(l1.provider, manifest);
  const pause = async (milliseconds: number): Promise<void> => setTimeout(milliseconds);
  await watchDisputes({ output, now: () => Date.now(), pause, ask }, args);
});
