import { topicId } from "@muniment/protocol";

import { STAGE, type GatedStage } from "./evidence.js";
import type { World } from "./world.js";

/** One requirement as `CheckpointPolicy.setCheckpoint` takes it. */
export interface TestRequirement {
  topic: string;
  quorum: number;
  maxAge: number;
  scope: number;
}

/** Seconds the policy role of the test world waits. */
export const POLICY_DELAY = 172_800;

/** Call data that sets a checkpoint of the test world's class. */
export const checkpointCall = (
  world: World,
  stage: GatedStage,
  requirements: readonly TestRequirement[],
): string =>
  world.contracts.CheckpointPolicy.interface.encodeFunctionData("setCheckpoint", [
    topicId("TEST_BOND"),
    STAGE[stage],
    [...requirements],
  ]);

/** Changes a checkpoint as the policy role does: scheduled, waited for, executed. */
export async function changeCheckpoint(
  world: World,
  stage: GatedStage,
  requirements: readonly TestRequirement[],
): Promise<void> {
  const { AccessManager, CheckpointPolicy } = world.contracts;
  const manager = AccessManager.connect(world.actors.policy);
  const call = checkpointCall(world, stage, requirements);
  await manager.schedule(CheckpointPolicy.target, call, 0);
  await world.networkHelpers.time.increase(POLICY_DELAY);
  await manager.execute(CheckpointPolicy.target, call);
}
