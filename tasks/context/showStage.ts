import type { Hex } from "@muniment/protocol";
import { stageName } from "@muniment/sdk";

import type { Context } from "./Context.js";

/** Shows the stage an asset is in, unless nothing was sent. */
export async function showStage({ contracts, output, mode }: Context, asset: Hex): Promise<void> {
  if (mode !== "send") return;
  output.value("stage", stageName(Number(await contracts.Lifecycle.stageOf(asset))));
}
