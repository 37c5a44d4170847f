import type { RawBatch } from "@muniment/executor";
import { checkBlock } from "../check/checkBlock.js";
import { stateAround } from "../check/stateAround.js";
import { anvilPath, mineWithAnvil } from "../peers/anvil.js";
import type { Pipeline } from "../pipeline/Pipeline.js";
import { intentsOf } from "../signing/intentsOf.js";
import { rawsOf } from "../signing/rawsOf.js";
import { sliceBatch } from "../signing/sliceBatch.js";
import type { SigningTask } from "../signing/SigningTask.js";
import { executionAlone } from "./executionAlone.js";
import type { Peers } from "./Measurement.js";
import type { Stage } from "./openStage.js";
import type { Plan } from "./planOf.js";

/** Execution alone, here and by the peers, on the same transactions; and a block held against the reference. */
export async function measurePeers(given: {
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  readonly task: SigningTask;
  readonly batch: RawBatch;
  readonly plan: Plan;
}): Promise<Peers> {
  const { stage, task, batch, plan } = given;
  const { transactions, referenceTime } = await checkBlock({ ...given, ...plan.sample });
  const { from, to } = plan.alone;
  const raws = rawsOf(sliceBatch(batch, from, to));
  const execution = executionAlone(stage.producer.runtime, given.pipeline.number, raws);
  const path = anvilPath();
  const common = { compared: transactions, execution, reference: referenceTime / transactions };
  if (path === undefined) return common;

  const intents = [...intentsOf({ ...task, count: to })].slice(from).map(({ intent }) => intent);
  const { time } = await mineWithAnvil(path, stateAround(stage, intents), raws);
  return { ...common, anvil: (time * 1000) / raws.length };
}
