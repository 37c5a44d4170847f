import { claimedPath, type Hex } from "@muniment/protocol";
import { chooseLeaf, proveFirst, proveLast, provePadding } from "@muniment/sdk";
import type { DisputeTranscript, LeafChoice } from "@muniment/sdk";
import type { WatchedBatch } from "../lane/WatchedBatch.js";
import type { Move } from "./Move.js";
import type { MoveTools } from "./MoveTools.js";
import type { TreeQuestion } from "./questionOf.js";

/** A leaf that a challenger names. */
export interface NamedLeaf {
  readonly transcript: DisputeTranscript;
  readonly question: TreeQuestion;
  /** Which of those that were shown. */
  readonly which: number;
}

/**
 * The move of a challenger before whom leaves lie (spec/dispute.md, DISPUTE-4, DISPUTE-5).
 */
export function leafMove(
  { transcript: { dispute, shown }, question: { node, rounds }, which }: NamedLeaf,
  batch: WatchedBatch,
  { game, machines }: MoveTools,
): Move {
  const { header, parent } = batch.input;
  const choice: LeafChoice = { shown, which, header };
  const place = node.place * shown.length + which;
  if (place >= header.steps) {
    return { name: "provePadding", make: () => provePadding(game, dispute, choice) };
  }
  if (shown[which] === batch.leaves[place]) {
    const make = () => proveLast(game, dispute, choice, machines.leaf(batch, place));
    return { name: "proveLast", make };
  }
  if (place === 0) {
    const first = { header: parent, lastBlock: batch.parentBlock };
    return { name: "proveFirst", make: () => proveFirst(game, dispute, choice, first) };
  }
  return {
    name: "chooseLeaf",
    make: () => {
      const path = claimedPath(batch.trace, rounds, place - 1);
      return chooseLeaf(game, dispute, choice, { hash: batch.leaves[place - 1] as Hex, path });
    },
  };
}
