import type { Hex } from "../bytes/Hex.js";
import type { NodePlace } from "./nodesBelow.js";
import { nodesBelow } from "./nodesBelow.js";
import type { OwnTrace } from "./ownTrace.js";
import { roundLevels } from "./roundLevels.js";

/**
 * Which of the nodes shown an honest challenger names (spec/dispute.md, DISPUTE-4, DISPUTE-5): the first that is not its
 * own, or that has a leaf which there is not; when all are its own, the one above the trace's last leaf, which the
 * header contradicts then.
 * @param own The trace as it is right.
 * @param node The node in question.
 * @param shown What the committer has shown below it.
 * @example const which = chooseNode(ownTrace(leaves, header.steps), { height: 11, place: 0 }, nodes);
 */
export function chooseNode(
  { tree, steps, missing }: OwnTrace,
  node: NodePlace,
  shown: readonly Hex[],
): number {
  const nodes = nodesBelow(tree, node);
  const width = 2 ** (node.height - roundLevels(node.height));
  const placeOf = (leaf: number): number => Math.floor(leaf / width) - node.place * shown.length;
  const differs = (which: number): boolean =>
    shown[which] !== nodes[which] || (missing !== undefined && placeOf(missing) === which);
  const first = shown.findIndex((_, which) => differs(which));
  return first >= 0 ? first : placeOf(steps - 1);
}
