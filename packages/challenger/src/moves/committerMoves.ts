import { nodesBelow, partOffsets } from "@muniment/protocol";
import { showNodes, showStates } from "@muniment/sdk";
import type { DisputeTranscript } from "@muniment/sdk";
import type { WatchedBatch } from "../lane/WatchedBatch.js";
import type { Move } from "./Move.js";
import type { MoveTools } from "./MoveTools.js";
import { proveMove } from "./proveMove.js";
import { questionOf } from "./questionOf.js";

/**
 * What the committer of a right batch may move now, what it prefers first (spec/dispute.md, DISPUTE-4 to DISPUTE-7);
 * nothing when the challenger is to move.
 */
export function* committerMoves(
  transcript: DisputeTranscript,
  batch: WatchedBatch,
  tools: MoveTools,
): Generator<Move, void, void> {
  const { phase, level, dispute } = transcript;
  const { game } = tools;
  if (phase === "nodes") {
    const { tree } = batch.trace;
    const { node } = questionOf(transcript, tree.levels.length - 1);
    yield { name: "showNodes", make: () => showNodes(game, dispute, nodesBelow(tree, node)) };
  }
  if (phase !== "states") return;
  if (level <= tools.proveLevel) yield proveMove(transcript, batch, tools);
  if (level > 0) yield { name: "showStates", make: () => statesCall(transcript, batch, tools) };
}

function statesCall(
  { dispute, from, level, shown, leaf }: DisputeTranscript,
  batch: WatchedBatch,
  tools: MoveTools,
) {
  const between = partOffsets({ from, level }).slice(1, -1);
  const states = tools.machines.statesAt(batch, leaf?.place ?? 0, between);
  return showStates(tools.game, dispute, shown, states);
}
