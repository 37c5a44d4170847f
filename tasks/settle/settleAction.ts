import { setTimeout } from "node:timers/promises";

import { ProtocolError } from "@muniment/protocol";
import { ProverClient } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import { l1Place } from "../context/l1Place.js";
import { laneOf } from "../context/laneOf.js";
import { openChain } from "../context/openChain.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import type { SettleContext } from "./SettleContext.js";
import { readSettleLane } from "./SettleLane.js";

/** A task on the settlement lane. */
export type SettleRun = (context: SettleContext, args: Arguments) => Promise<void>;

/** Makes a Hardhat task action of a run on L1 and the settlement lane. */
export function settleAction(run: SettleRun) {
  return offlineAction(async (hre, args, output) => {
    const l1 = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
    const { root } = hre.config.paths;
    const path = args.optional("manifest") ?? rollupManifestPath(root, l1.chainId, laneOf(args));
    const lane = await readSettleLane(path, l1);
    const prover = () => new ProverClient(proverUrl(args));
    const clock = { now: () => performance.now(), pause: (time: number) => setTimeout(time) };
    await run({ l1, lane, output, root, prover, ...clock }, args);
  });
}

function proverUrl(args: Arguments): string {
  const url = args.optional("prover") ?? process.env["MUNIMENT_PROVER_URL"];
  if (url === undefined) throw new ProtocolError("ARGUMENT_MISSING", { option: "--prover" });
  return url;
}
