import type { TraceTree } from "../batches/trace/traceTree.js";
import { traceTree } from "../batches/trace/traceTree.js";
import type { Hex } from "../bytes/Hex.js";

/** The trace of a batch as one side of a dispute has it, in the shape that the batch's header gives it. */
export interface OwnTrace {
  readonly tree: TraceTree;
  /** Leaves of the header. */
  readonly steps: number;
  /** The place of the first leaf that the header counts and that there is not, if there is one. */
  readonly missing: number | undefined;
}

/**
 * The trace of a batch for a dispute about it (spec/dispute.md, DISPUTE-4): what the header counts too much is missing,
 * what it counts too little left out.
 * @param leaves What the batch's input gives.
 * @param steps What the batch's header says.
 * @throws TRACE_LEAF_UNKNOWN
 */
export function ownTrace(leaves: readonly Hex[], steps: number): OwnTrace {
  const tree = traceTree(leaves.slice(0, steps), steps);
  return { tree, steps, missing: leaves.length < steps ? leaves.length : undefined };
}
