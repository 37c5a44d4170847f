import type { Hex } from "../../bytes/Hex.js";
import { ProtocolError } from "../../errors.js";
import { zeroHash } from "../../bytes/zeroHash.js";
import { pairHash } from "../../trie/pairHash.js";

/** The levels of a trace's tree, from its leaves to its root alone; a level's last node may lack its right neighbour. */
export interface TraceTree {
  readonly levels: readonly (readonly Hex[])[];
  /** By level, the node of a subtree of padding alone. */
  readonly padding: readonly Hex[];
}

/**
 * The tree of a batch's trace (spec/batches.md, BATCH-20).
 * @param leaves What traceLeafHash gives for the state before the batch and after each step.
 * @param count Leaves that the tree has room for, so many as there are unless told: those beyond are padding, and take no
 * memory, however many a header says.
 * @throws TRACE_LEAF_UNKNOWN when there is none.
 * @example traceRoot(traceTree(leaves));
 */
export function traceTree(leaves: readonly Hex[], count = leaves.length): TraceTree {
  if (leaves.length === 0) throw new ProtocolError("TRACE_LEAF_UNKNOWN", { count: 0, place: 0 });
  const levels = [leaves];
  const padding = [zeroHash];
  for (let below = leaves; below.length > 1 || 2 ** (levels.length - 1) < count;) {
    const absent = padding[padding.length - 1] as Hex;
    const level: Hex[] = [];
    for (let at = 0; at < below.length; at += 2) {
      level.push(pairHash(below[at] as Hex, below[at + 1] ?? absent));
    }
    levels.push(level);
    padding.push(pairHash(absent, absent));
    below = level;
  }
  return { levels, padding };
}
