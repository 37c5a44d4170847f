import {
  type BlobArchive,
  type Derivation,
  type DerivationStep,
  deriveBatches,
  type DerivingTools,
} from "@muniment/derivation";
import type { LaneReplica } from "@muniment/executor";
import type { RealLane } from "./RealLane.js";

/** An archive that has nothing. */
export const noArchive: BlobArchive = { name: "nobody", blob: () => Promise.resolve(undefined) };

/** Takes a step of derivation in, as a follower does. */
export function takeStep(replica: LaneReplica, step: DerivationStep): void {
  if (step.kind === "batch") replica.follow(step.batch.input);
  else if (step.kind === "undone") replica.undoTo(step.last);
}

/** Follows the lane to L1's head; the steps that it took. */
export async function follow(
  real: RealLane,
  replica: LaneReplica,
  tools: Partial<DerivingTools> = {},
): Promise<DerivationStep[]> {
  const l1 = tools.l1 ?? real.client();
  const all = { l1, reader: real.reader(l1), archive: noArchive, ...tools };
  const steps: DerivationStep[] = [];
  for await (const step of deriveBatches(real.derivationOptions, all)) {
    takeStep(replica, step);
    steps.push(step);
  }
  return steps;
}

/** Takes in all that derivation gives until L1 says nothing new, and says what it was. */
export async function takeAll(derivation: Derivation, replica: LaneReplica): Promise<string[]> {
  const taken: string[] = [];
  for (let step = await derivation.next(); step !== undefined; step = await derivation.next()) {
    takeStep(replica, step);
    if (step.kind === "batch") taken.push(`batch ${step.batch.input.header.index}`);
    else taken.push(step.kind === "undone" ? `undone to ${step.last}` : `final to ${step.last}`);
  }
  return taken;
}
