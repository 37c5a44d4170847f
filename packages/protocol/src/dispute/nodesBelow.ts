import type { TraceTree } from "../batches/trace/traceTree.js";
import type { Hex } from "../bytes/Hex.js";
import { roundLevels } from "./roundLevels.js";

/** A node of a trace's tree: its height above the leaves, and its place among those of its height, from 0. */
export interface NodePlace {
  readonly height: number;
  readonly place: number;
}

/**
 * The nodes that a round of a dispute shows below a node of the trace's tree (spec/dispute.md, DISPUTE-4).
 * @param node Of height 1 at least.
 * @example const nodes = nodesBelow(tree, { height: tree.levels.length - 1, place: 0 });
 */
export function nodesBelow({ levels, padding }: TraceTree, { height, place }: NodePlace): Hex[] {
  const down = roundLevels(height);
  const below = height - down;
  const count = 2 ** down;
  return Array.from(
    { length: count },
    (_, which) => levels[below]?.[place * count + which] ?? (padding[below] as Hex),
  );
}
