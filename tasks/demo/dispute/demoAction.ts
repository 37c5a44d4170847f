import { formatEther } from "ethers";

import { offlineAction } from "../../context/action.js";
import type { Output } from "../../output/Output.js";
import { MoveTeller } from "./MoveTeller.js";
import { type Scene, scenes } from "./scenes.js";
import { Stage } from "./Stage.js";
import { untilEnd } from "./untilEnd.js";

/** `npm run demo:dispute`: a sequencer lies in five ways, and is caught each time. */
export default offlineAction(async (hre, _args, output) => {
  output.title("An L1, a lane and an asset that trades on it");
  const stage = await Stage.open(hre, output);
  try {
    const { bond, clock, replyTime } = await stage.rollup.DisputeGame.terms();
    output.line(
      `Whoever disputes a batch locks ${formatEther(bond)} ETH; each side has ${String(clock)} s, and ${String(replyTime)} s for every move.`,
    );
    for (const scene of scenes) await play(stage, scene, output);
    output.line(`\n${String(scenes.length)} lies, ${String(scenes.length)} batches rolled back: done.`);
  } finally {
    await stage.close();
  }
});

async function play(stage: Stage, scene: Scene, output: Output): Promise<void> {
  const { l1, liar, manifest, players, rollup } = stage;
  const { Rollup, lane } = rollup;
  output.title(scene.title);
  output.line(scene.says);
  const teller = new MoveTeller({ manifest, l1, players }, (await l1.getBlockNumber()) + 1);
  output.progress("making a trace with one false step");
  const contents = await scene.make(stage);
  const before = await Rollup.lastBatch(lane);
  const trace = await liar.commit(contents);
  const steps = String(trace.header.steps - 1);
  output.line(`Batch ${String(trace.header.index)} is committed: ${steps} steps of the trace.\n`);
  const end = await untilEnd(stage, trace, async () => teller.tell(output));
  const after = await Rollup.lastBatch(lane);
  output.table("caught", [
    {
      lie: scene.title,
      batch: trace.header.index,
      outcome: end.phase,
      lastBatch: after,
      isRolledBack: after === before,
      epoch: await Rollup.epochOf(lane),
      paidEth: formatEther(end.end?.paid ?? 0n),
      burntEth: formatEther(end.end?.burnt ?? 0n),
      moves: teller.moves.length,
      gas: teller.moves.reduce((sum, { gas }) => sum + gas, 0n),
    },
  ]);
}
