import { resolve } from "node:path";

import type { PlayerSide } from "@muniment/challenger";
import { largeCapacity } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import { connectRollup, type RollupManifest } from "@muniment/sdk";
import { parseUnits } from "ethers";
import { pino } from "pino";

import { offlineAction } from "../../context/action.js";
import type { Arguments } from "../../context/Arguments.js";
import { blobArchiveOf } from "../../context/blobArchiveOf.js";
import type { ConnectedProvider } from "../../context/ConnectedProvider.js";
import { laneOf } from "../../context/laneOf.js";
import { openSenderL1 } from "../../context/openSenderL1.js";
import { rollupManifestPath } from "../../context/rollupManifestPath.js";
import { checkedManifest } from "../checkedManifest.js";
import { playLane } from "./playLane.js";
import { playerOptions } from "./playerOptions.js";

/** Milliseconds between two looks at L1: a block of a development L1, a fraction of one of the real one. */
const pollInterval = 1_000;

/** A task that plays disputes on one side until Ctrl-C. */
export function playAction(role: PlayerSide["role"]) {
  return offlineAction(async (hre, args, output) => {
    const stopped = new Promise<void>((end) => {
      process.once("SIGINT", end);
      process.once("SIGTERM", end);
    });
    const { l1, key, chainId } = await openSenderL1(hre, args);
    try {
      const path =
        args.optional("manifest") ?? rollupManifestPath(hre.config.paths.root, chainId, laneOf(args));
      output.progress("comparing L1 with the manifest");
      const manifest = await checkedManifest(args, path, l1);
      const side = role === "challenger" ? ({ role } as const) : await defence(args, manifest, l1);
      const options = playerOptions(manifest, side, {
        ...{ directory: resolve(args.text("directory")), l1, key, pollInterval, capacity: largeCapacity },
        archive: await blobArchiveOf(args),
        ...numbers(args),
      });
      // The result is on standard output.
      const log = pino({ level: process.env["MUNIMENT_LOG"] ?? "info" }, pino.destination(2));
      await playLane({ options, output, stopped, parts: { log } });
    } finally {
      l1.destroy();
    }
  });
}

/** Whose batches are defended: the manifest's committer's unless told. */
async function defence(
  args: Arguments,
  manifest: RollupManifest,
  l1: ConnectedProvider,
): Promise<PlayerSide> {
  const committer = args.optional("committer") ?? manifest.accounts?.["committer"] ?? args.text("committer");
  const { Rollup: rollup, lane } = connectRollup(manifest, l1);
  const { bondGwei } = await rollup.termsOf(lane);
  const batchBond = parseUnits(bondGwei.toString(), "gwei");
  return { role: "defender", committer: committer.toLowerCase() as Hex, batchBond };
}

function numbers(args: Arguments) {
  const numberOf = (name: string): number | undefined =>
    args.optional(name) === undefined ? undefined : Number(args.amount(name));
  const [port, proveLevel] = [numberOf("metricsPort"), numberOf("proveLevel")];
  return {
    ...(port === undefined ? {} : { metrics: { port } }),
    ...(proveLevel === undefined ? {} : { proveLevel }),
    ...(args.optional("feeLimit") === undefined
      ? {}
      : { feeLimit: parseUnits(args.text("feeLimit"), "gwei") }),
  };
}
