import { chooseNode, choosePart, partOffsets, ProtocolError, roundLevels } from "@muniment/protocol";
import { chooseNodeCall, choosePartCall } from "@muniment/sdk";
import type { DisputeTranscript } from "@muniment/sdk";
import type { WatchedBatch } from "../lane/WatchedBatch.js";
import { leafMove } from "./leafMove.js";
import type { Move } from "./Move.js";
import type { MoveTools } from "./MoveTools.js";
import { proveMove } from "./proveMove.js";
import { questionOf } from "./questionOf.js";

/**
 * What an honest challenger may move now, what it prefers first (spec/dispute.md, DISPUTE-4 to DISPUTE-7); nothing when
 * the committer is to move.
 * @param batch That it has found to be wrong.
 */
export function* challengerMoves(
  transcript: DisputeTranscript,
  batch: WatchedBatch,
  tools: MoveTools,
): Generator<Move, void, void> {
  const { phase, level } = transcript;
  if (phase === "nodeChoice") yield nodeMove(transcript, batch, tools);
  if (phase === "states" && level === 0) yield proveMove(transcript, batch, tools);
  if (phase !== "partChoice") return;
  if (level <= tools.proveLevel) yield proveMove(transcript, batch, tools);
  yield { name: "choosePart", make: () => partCall(transcript, batch, tools) };
}

function nodeMove(transcript: DisputeTranscript, batch: WatchedBatch, tools: MoveTools): Move {
  const { dispute, shown } = transcript;
  const question = questionOf(transcript, batch.trace.tree.levels.length - 1);
  const { node } = question;
  const which = chooseNode(batch.trace, node, shown);
  if (node.height - roundLevels(node.height) === 0) {
    return leafMove({ transcript, question, which }, batch, tools);
  }
  return { name: "chooseNode", make: () => chooseNodeCall(tools.game, dispute, { shown, which }) };
}

function partCall(
  { id, dispute, from, level, shown, leaf }: DisputeTranscript,
  batch: WatchedBatch,
  tools: MoveTools,
) {
  const own = tools.machines.statesAt(batch, leaf?.place ?? 0, partOffsets({ from, level }));
  const which = choosePart(own, shown);
  if (which === -1) {
    throw new ProtocolError("DISPUTE_MOVE_UNKNOWN", {
      id,
      problem: "all that was shown is the player's own",
    });
  }
  return choosePartCall(tools.game, dispute, { shown, which });
}
