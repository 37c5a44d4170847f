import type { LaneDisputes } from "@muniment/sdk";

import type { Arguments } from "../../context/Arguments.js";
import { waitFor } from "../../bridge/waitFor.js";
import type { Output } from "../../output/Output.js";
import { isOpen, rowOf, showDisputes } from "./showDisputes.js";

/** What a watch works with. */
export interface WatchTools {
  readonly output: Output;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly ask: () => Promise<LaneDisputes>;
}

/**
 * Says each change of a lane's disputes, until none is open; then shows all.
 * @throws WAIT_EXPIRED after --timeout
 */
export async function watchDisputes({ ask, ...tools }: WatchTools, args: Arguments): Promise<void> {
  const said = new Map<string, string>();
  const found = await waitFor(tools, args, async () => {
    const answer = await ask();
    for (const each of answer.disputes) {
      const { id, batch, phase, turn, step, machineSteps } = rowOf(each);
      const now = [phase, step, machineSteps, each.transcript.rounds.length].join(" ");
      if (said.get(id) === now) continue;
      said.set(id, now);
      const whose = turn === "" ? "over" : `the ${turn}'s turn`;
      tools.output.line(`${id}  batch ${batch.toString()}  ${phase}, ${whose}`);
    }
    const open = answer.disputes.filter(isOpen).length;
    const missing = open === 0 ? undefined : `${open.toString()} disputes are open`;
    return { answer, missing };
  });
  showDisputes(tools.output, found, true);
}
