import type { ClockedDispute, DisputePhase, LaneDisputes } from "@muniment/sdk";

import type { Output } from "../../output/Output.js";

/** Who is to move. */
const turns: Readonly<Partial<Record<DisputePhase, string>>> = {
  nodes: "committer",
  nodeChoice: "challenger",
  states: "committer",
  partChoice: "challenger",
};

/** Shows a lane's disputes, those that are open unless told. */
export function showDisputes(output: Output, { game, disputes }: LaneDisputes, isAll = false): void {
  output.value("game", BigInt(game) === 0n ? "" : game);
  output.value("open", disputes.filter(isOpen).length);
  output.table("disputes", disputes.filter((each) => isAll || isOpen(each)).map(rowOf));
}

/** Whether somebody is to move. */
export function isOpen({ transcript }: ClockedDispute): boolean {
  return transcript.end === undefined;
}

/** What is said of a dispute. */
export function rowOf({ transcript, clock }: ClockedDispute) {
  const { id, dispute, phase, leaf, level } = transcript;
  const left = clock.allowed > clock.elapsed ? clock.allowed - clock.elapsed : 0n;
  return {
    ...{ id, batch: dispute.index, challenger: dispute.challenger, phase },
    turn: turns[phase] ?? "",
    secondsLeft: transcript.end === undefined ? left : "",
    step: leaf?.place ?? "",
    machineSteps: leaf === undefined ? "" : 2 ** level,
    winner: transcript.end?.winner ?? "",
  };
}
