import { stageName } from "@muniment/sdk";

import { startBlock } from "../context/startBlock.js";
import type { AssetWalk } from "./Walk.js";

/** Shows the newest link of the asset's checkpoint chain. */
export async function showCheckpoint({ context, asset }: AssetWalk): Promise<void> {
  const { Lifecycle } = context.contracts;
  const events = await Lifecycle.queryFilter(
    Lifecycle.filters.StageAdvanced(asset),
    startBlock(context.manifest),
  );
  const last = events.at(-1);
  if (last === undefined) return;
  const { checkpoint, evidence, hash } = last.args;
  const names = new Map(Object.entries(context.manifest.accounts).map(([name, address]) => [address, name]));
  context.output.table("checkpoints", [
    {
      checkpoint: checkpoint.index + 1n,
      move: `${stageName(Number(checkpoint.from))} → ${stageName(Number(checkpoint.to))}`,
      by: names.get(checkpoint.actor) ?? checkpoint.actor,
      evidence: evidence.length,
      previous: `${checkpoint.previous.slice(0, 10)}…`,
      hash: `${hash.slice(0, 10)}…`,
    },
  ]);
}
