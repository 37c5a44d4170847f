import { resolve } from "node:path";

import { largeCapacity } from "@muniment/executor";
import { openGenesis, readAllocations } from "@muniment/node";
import type { Hex } from "@muniment/protocol";

import { offlineAction } from "../context/action.js";
import { blobArchiveOf } from "../context/blobArchiveOf.js";
import { l1Place } from "../context/l1Place.js";
import { laneOf } from "../context/laneOf.js";
import { openChain } from "../context/openChain.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import { checkedManifest } from "./checkedManifest.js";
import { followLane } from "./followLane.js";

/** Milliseconds between two looks at L1: a block of a development L1, a fraction of one of the real one. */
const pollInterval = 1_000;

/** Derives a lane from L1 and an archive of blobs, executes it, and compares every root, until Ctrl-C or a difference. */
export default offlineAction(async (hre, args, output) => {
  const stopped = new Promise<void>((end) => {
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
  const directory = resolve(args.text("directory"));
  const chain = await openChain(hre, l1Place(args, hre.globalOptions.network), "L1");
  const path =
    args.optional("manifest") ?? rollupManifestPath(hre.config.paths.root, chain.chainId, laneOf(args));
  output.progress("comparing L1 with the manifest");
  const manifest = await checkedManifest(args, path, chain.provider);
  const { lane, chainId, l1Block, l1Depth = 64, contracts, genesis } = manifest;
  const opened = openGenesis(manifest);
  const archive = await blobArchiveOf(args);
  output.line(
    `Following lane ${lane.toString()}, chain ${chainId.toString()}, of ${contracts.Rollup.address}. Ctrl-C ends it.`,
  );
  const place = await followLane({
    options: {
      ...{ directory, lane, chainId: BigInt(chainId), confirmations: l1Depth, pollInterval },
      l1: chain.provider,
      contracts: {
        rollup: contracts.Rollup.address.toLowerCase() as Hex,
        queue: contracts.MessageQueue.address.toLowerCase() as Hex,
      },
      fromBlock: BigInt(l1Block),
      archive,
      genesis: {
        ...{ header: opened.header, block: opened.replica.block },
        allocations: readAllocations(genesis.allocations),
      },
      capacity: largeCapacity,
    },
    ...{ output, stopped, isOnce: args.flag("once") },
  });
  const { index, block, finalBlock, stateRoot } = place;
  for (const [name, value] of Object.entries({ batch: index, block, finalBlock, stateRoot }))
    output.value(name, value);
});
