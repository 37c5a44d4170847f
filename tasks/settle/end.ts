import { ProtocolError } from "@muniment/protocol";
import { connectRollup, endLane, readRollupManifest, type RollupContracts, sendCall } from "@muniment/sdk";
import type { Signer } from "ethers";

import { offlineAction } from "../context/action.js";
import { l1Place } from "../context/l1Place.js";
import { laneOf } from "../context/laneOf.js";
import { openChain } from "../context/openChain.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import type { Output } from "../output/Output.js";

/**
 * Ends a settlement lane that has stalled for the escape delay.
 * @throws POLICY_REFUSED while it has not
 */
export async function end(rollup: RollupContracts, signer: Signer, output: Output): Promise<void> {
  const isEnded = await rollup.Rollup.isEnded(rollup.lane);
  const hash = isEnded ? "" : (await sendCall(signer, await endLane(rollup))).hash;
  output.value("lane", rollup.lane);
  output.value("isEnded", true);
  output.value("transaction", hash);
  output.line("Holders leave with settle exit; shields that wait come back with settle shield --reclaim.");
}

export default offlineAction(async (hre, args, output) => {
  const l1 = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
  const { root } = hre.config.paths;
  const path = args.optional("manifest") ?? rollupManifestPath(root, l1.chainId, laneOf(args));
  const manifest = await readRollupManifest(path);
  const { settlement } = manifest;
  if (settlement === undefined) throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path });
  const rollup = connectRollup({ ...manifest, lane: settlement.lane }, l1.provider);
  await end(rollup, await l1.signerOf(args.optional("as")), output);
});
