import { traceTree } from "../batches/trace/traceTree.js";
import type { Hex } from "../bytes/Hex.js";
import type { NodePlace } from "./nodesBelow.js";
import type { OwnTrace } from "./ownTrace.js";
import { roundLevels } from "./roundLevels.js";

/** A round about the trace's tree: the node in question, and what the committer has shown below it. */
export interface ShownRound {
  readonly node: NodePlace;
  readonly nodes: readonly Hex[];
}

/**
 * The siblings, in the committer's tree, of the leaf before the first one that is wrong (spec/dispute.md, DISPUTE-4):
 * what lies before that leaf is the challenger's own too, and what lies behind it has been shown.
 * @param own The trace as it is right.
 * @param rounds All that was shown, in any order.
 * @param place Of the leaf before.
 * @example const path = claimedPath(own, rounds, place - 1);
 */
export function claimedPath({ tree }: OwnTrace, rounds: readonly ShownRound[], place: number): Hex[] {
  return tree.levels.slice(0, -1).map((level, height) => {
    const index = Math.floor(place / 2 ** height);
    const sibling = { height, place: index % 2 === 0 ? index + 1 : index - 1 };
    return shownNode(rounds, sibling) ?? level[sibling.place] ?? (tree.padding[height] as Hex);
  });
}

/** A node that was shown, or that follows from what was. */
function shownNode(rounds: readonly ShownRound[], { height, place }: NodePlace): Hex | undefined {
  for (const { node, nodes } of rounds) {
    const below = node.height - roundLevels(node.height);
    const width = 2 ** (node.height - height);
    if (height < below || height >= node.height || Math.floor(place / width) !== node.place) continue;
    return traceTree(nodes).levels[height - below]?.[place - node.place * width];
  }
  return undefined;
}
