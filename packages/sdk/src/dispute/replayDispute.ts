import { boundaryState, ProtocolError, stepsLevel } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { DisputeEvent } from "./DisputeEvent.js";
import type { DisputeTranscript, NodeRound } from "./DisputeTranscript.js";

/** Levels that a round narrows an interval by. */
const partLevels = 3;

/**
 * A dispute behind one more of its events.
 * @param before Absent before the one that opens it.
 * @throws DISPUTE_EVENTS_INCONSISTENT when the event cannot follow
 * @example const transcript = events.reduce(replayDispute, undefined);
 */
export function replayDispute(before: DisputeTranscript | undefined, event: DisputeEvent): DisputeTranscript {
  if (event.kind === "delegateChanged" || event.kind === "creditWithdrawn") {
    throw inconsistent("none", "the event is of no dispute");
  }
  const { id } = event;
  if (event.kind === "opened") {
    if (before !== undefined) throw inconsistent(id, "it was opened twice");
    const { dispute } = event;
    return { id, dispute, phase: "nodes", rounds: [], from: 0, level: 0, shown: [] };
  }
  if (before === undefined || before.end !== undefined) throw inconsistent(id, "it is not open");
  switch (event.kind) {
    case "nodesShown": {
      const { nodes } = event;
      return { ...before, phase: "nodeChoice", rounds: [...before.rounds, { nodes }], shown: nodes };
    }
    case "nodeChosen": {
      const rounds = [...before.rounds.slice(0, -1), { ...lastRound(before), which: event.which }];
      return { ...before, phase: "nodes", rounds, shown: [] };
    }
    case "leafChosen": {
      const { place, before: first, behind } = event;
      const shown = [boundaryState("begin", first), boundaryState("done", behind)];
      const leaf = { place, before: first, behind };
      return { ...before, phase: "states", leaf, from: 0, level: stepsLevel, shown };
    }
    case "statesShown": {
      const [first, last] = before.shown as [Hex, Hex];
      return { ...before, phase: "partChoice", shown: [first, ...event.states, last] };
    }
    case "partChosen":
      return choosePartOf(before, event.which);
    case "ended":
      return { ...before, phase: event.outcome, end: event.end, shown: [] };
  }
}

function choosePartOf(before: DisputeTranscript, which: number): DisputeTranscript {
  const level = before.level - partLevels;
  const shown = before.shown.slice(which, which + 2);
  if (shown.length !== 2 || level < 0) throw inconsistent(before.id, "a part was chosen that is none");
  return { ...before, phase: "states", level, from: before.from + which * 2 ** level, shown };
}

function lastRound({ id, rounds }: DisputeTranscript): NodeRound {
  const last = rounds.at(-1);
  if (last === undefined) throw inconsistent(id, "a node was chosen before any was shown");
  return last;
}

function inconsistent(id: string, problem: string): ProtocolError {
  return new ProtocolError("DISPUTE_EVENTS_INCONSISTENT", { id, problem });
}
