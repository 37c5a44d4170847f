import { setTimeout } from "node:timers/promises";

import { ProtocolError } from "@muniment/protocol";
import { areAttestersSimulated, connectRollup, MunimentRpc, readRollupManifest } from "@muniment/sdk";

import { offlineAction } from "../context/action.js";
import type { Arguments } from "../context/Arguments.js";
import { l1Place } from "../context/l1Place.js";
import { laneOf } from "../context/laneOf.js";
import { openChain, type ChainPlace } from "../context/openChain.js";
import { rollupManifestPath } from "../context/rollupManifestPath.js";
import type { BridgeContext } from "./BridgeContext.js";

/** A task on the bridge. */
export type BridgeRun = (context: BridgeContext, args: Arguments) => Promise<void>;

/** Makes a Hardhat task action of a run on both chains. */
export function bridgeAction(run: BridgeRun) {
  return offlineAction(async (hre, args, output) => {
    const l1 = await openChain(hre, l1Place(args), "L1");
    const path = rollupManifestPath(hre.config.paths.root, l1.chainId, laneOf(args));
    const manifest = await readRollupManifest(path);
    const place = nodePlace(args, hre.globalOptions);
    if (place === undefined) throw new ProtocolError("ARGUMENT_MISSING", { option: "--rpc-url" });
    const l2 = await openChain(hre, place, "the node");
    if (l2.chainId !== BigInt(manifest.chainId)) {
      throw new ProtocolError("ARGUMENT_INVALID", {
        option: "--rpc-url",
        value: `a node of chain ${l2.chainId.toString()}`,
        expected: `a node of chain ${String(manifest.chainId)}, which ${path} is of,`,
      });
    }
    const rollup = connectRollup(manifest, l1.provider);
    const isSimulated = await areAttestersSimulated(rollup);
    const rpc = new MunimentRpc(l2.provider);
    const clock = { now: () => performance.now(), pause: (time: number) => setTimeout(time) };
    await run({ l1, l2, rollup, rpc, output, isSimulated, ...clock }, args);
  });
}

/** Where the node answers: --rpc-url or --network. */
function nodePlace(args: Arguments, { network }: { readonly network?: string }): ChainPlace | undefined {
  const url = args.optional("rpcUrl");
  if (url !== undefined) return { url };
  return network === undefined ? undefined : { network };
}
