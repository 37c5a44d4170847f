import type { DerivationStep } from "@muniment/derivation";
import { Follower, type FollowerOptions, type FollowPlace } from "@muniment/node";
import { lastBlockOf, type ProtocolError } from "@muniment/protocol";

import type { Output } from "../output/Output.js";

/** Parameters of {@link followLane}. */
export interface FollowLaneParameters {
  readonly options: FollowerOptions;
  readonly output: Output;
  /** Whether it ends when all that L1 has is checked. */
  readonly isOnce: boolean;
  /** Ends it. */
  readonly stopped: Promise<void>;
}

/** How following ended. */
type End = { readonly failure: ProtocolError } | undefined;

/**
 * Follows a lane and shows each step, until it is stopped.
 * @returns Where the follower stood.
 * @throws the first difference, naming the batch, the field and both values; LOG_LOCKED
 */
export async function followLane(parameters: FollowLaneParameters): Promise<FollowPlace> {
  const { options, output, isOnce, stopped } = parameters;
  let end: (how: End) => void = () => undefined;
  const ended = new Promise<End>((resolve) => (end = resolve));
  let trouble = "";
  const follower = Follower.start(options, {
    onStep: (step, place) => {
      trouble = "";
      showStep(output, step, place);
    },
    onHead: () => {
      if (isOnce) end(undefined);
    },
    // It is tried again, and told once.
    onTrouble: (problem) => {
      const told = problem instanceof Error ? problem.message : String(problem);
      if (told !== trouble) output.progress(told);
      trouble = told;
    },
    onFailure: (failure) => end({ failure }),
  });
  void stopped.then(() => end(undefined));
  const how = await ended;
  await follower.close();
  if (how !== undefined) throw how.failure;
  return follower.latest;
}

/** A row for machines, a line for people. */
function showStep(output: Output, step: DerivationStep, { stateRoot }: FollowPlace): void {
  if (step.kind === "batch") {
    const { header } = step.batch.input;
    const { index, firstBlock } = header;
    const row = {
      ...{ batch: index, firstBlock, lastBlock: lastBlockOf(header), level: "COMMITTED" },
      ...{ stateRoot, l1Block: step.batch.committed.at.block },
    };
    if (output.isJson) output.table("steps", [row]);
    const blocks = `blocks ${row.firstBlock.toString()} to ${row.lastBlock.toString()}`;
    output.line(`batch ${index.toString()}  ${blocks}  ${row.level}  state root ${stateRoot}  checked`);
    return;
  }
  const { last } = step;
  const level = step.kind === "final" ? "FINAL" : "UNDONE";
  if (output.isJson) output.table("steps", [{ batch: last, level, stateRoot }]);
  if (step.kind === "final") output.line(`batch ${last.toString()}  and all before it  FINAL`);
  else
    output.line(
      `batch ${last.toString()}  is the last: L1 has taken back what was behind it  state root ${stateRoot}`,
    );
}
