import type { BatchHeader, Hex, TraceTree } from "@muniment/protocol";
import { traceRoot, traceTree } from "@muniment/protocol";
import { hashOf } from "../../helpers/headers.js";
import type { GameL1 } from "./deployGame.js";
import { commitToy, openDispute } from "./disputes.js";
import type { Match } from "./match.js";
import type { Player } from "./players.js";
import { honest, liar } from "./players.js";
import type { ToyTrace } from "./toyTrace.js";

/** How a committer's batch is, and who says that it is wrong. */
export interface MatchOptions {
  /** Leaves of the trace. */
  readonly steps?: number;
  /** The leaves that the committer has instead of the right ones. */
  readonly leaves?: (right: readonly Hex[]) => readonly Hex[];
  /** What else its header says. */
  readonly header?: (right: ToyTrace) => Partial<BatchHeader>;
  /** Steps of the machine up to which its states are right at a step that is wrong. */
  readonly until?: number;
  readonly challenger?: (trace: ToyTrace) => Player;
}

/** Leaves that are wrong from a place on. */
export const wrongFrom =
  (from: number) =>
  (right: readonly Hex[]): Hex[] =>
    right.map((leaf, place) => (place < from ? leaf : hashOf(`leaf ${place}`)));

/** A batch, and a dispute about it; the first challenger's, when nobody else is named. */
export async function startMatch(l1: GameL1, options: MatchOptions = {}): Promise<Match> {
  const { steps = 40, leaves, header = () => ({}) } = options;
  const treeOf = (right: ToyTrace): TraceTree => (leaves ? traceTree(leaves(right.hashes)) : right.tree);
  const trace = await commitToy(l1, steps, (right) => ({
    traceRoot: traceRoot(treeOf(right)),
    ...header(right),
  }));
  return challenge(l1, trace, treeOf(trace), options);
}

/** One more dispute about a batch. */
export async function challenge(
  l1: GameL1,
  trace: ToyTrace,
  tree: TraceTree,
  { until = 1_234_567, challenger = honest }: MatchOptions = {},
  who = 0,
): Promise<Match> {
  const by = l1.challengers[who] as (typeof l1.challengers)[0];
  const dispute = await openDispute(l1, trace.header, by);
  const isRight = traceRoot(tree) === traceRoot(trace.tree);
  const committer = isRight ? honest(trace) : liar(trace, tree, until);
  return {
    l1,
    trace,
    dispute,
    committer: { ...committer, by: l1.actors.committer },
    challenger: { ...challenger(trace), by },
    shown: [],
    from: 0,
  };
}
