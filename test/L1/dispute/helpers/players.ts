import type { Hex, StepInterval, TraceTree } from "@muniment/protocol";
import {
  chooseNode,
  choosePart,
  encodeBatchHeader,
  nodesBelow,
  ownTrace,
  partOffsets,
} from "@muniment/protocol";
import { hashOf } from "../../helpers/headers.js";
import { stateHash } from "./toyMachine.js";
import type { ToyTrace } from "./toyTrace.js";
import { toyStateAt } from "./toyTrace.js";

/** What one side of a dispute holds to be so. */
export interface Player {
  readonly tree: TraceTree;
  /** The state so many steps behind the leaf before a place. */
  readonly stateAt: (place: number, steps: number) => Hex;
  /** Which of what was shown it names: the node below one, or the part of an interval. */
  readonly nameNode: (node: { height: number; place: number }, shown: readonly Hex[]) => number;
  readonly namePart: (place: number, interval: StepInterval, shown: readonly Hex[]) => number;
  /** Whether it shows the step in the end. */
  readonly isHonest: boolean;
}

/** Who holds what is right. */
export function honest(trace: ToyTrace): Player {
  const stateAt = (place: number, steps: number): Hex => stateHash(toyStateAt(trace, place, steps));
  return {
    tree: trace.tree,
    stateAt,
    nameNode: (node, shown) => chooseNode(ownTrace(trace.hashes, trace.header.steps), node, shown),
    namePart: (place, interval, shown) => {
      const own = partOffsets(interval).map((steps) => stateAt(place, steps));
      return choosePart(own, shown);
    },
    isHonest: true,
  };
}

/** A committer of another trace; at a step that is wrong its states are right up to `until`, and its own from there. */
export function liar(trace: ToyTrace, tree: TraceTree, until: number): Player {
  const right = honest(trace);
  const stateAt = (place: number, steps: number): Hex => {
    const known = trace.hashes[place - 1];
    const isRight = tree.levels[0]?.[place - 1] === known && tree.levels[0]?.[place] === trace.hashes[place];
    if (isRight || (known !== undefined && steps < until)) return right.stateAt(place, steps);
    return hashOf(`state ${place} ${steps}`);
  };
  return { ...right, tree, stateAt, isHonest: false };
}

/** A challenger who says that something is wrong wherever the dice fall. */
export function gambler(trace: ToyTrace, next: (below: number) => number): Player {
  return {
    ...honest(trace),
    nameNode: (_, shown) => next(shown.length),
    namePart: () => next(8),
    isHonest: false,
  };
}

/** The nodes that a player shows. */
export const nodesOf = ({ tree }: Player, node: { height: number; place: number }): Hex[] =>
  nodesBelow(tree, node);

/** Header bytes of a trace's batch. */
export const headerOf = ({ header }: ToyTrace): Uint8Array => encodeBatchHeader(header);
