import type { Hex } from "../../bytes/Hex.js";
import { ProtocolError } from "../../errors.js";
import type { TraceTree } from "./traceTree.js";

/**
 * The siblings of a leaf of the trace, from the leaf's up (spec/batches.md, BATCH-20).
 * @param place The leaf's, from 0.
 * @throws TRACE_LEAF_UNKNOWN
 */
export function proveTraceLeaf({ levels, padding }: TraceTree, place: number): Hex[] {
  const count = levels[0]?.length ?? 0;
  if (!Number.isSafeInteger(place) || place < 0 || place >= count) {
    throw new ProtocolError("TRACE_LEAF_UNKNOWN", { count, place });
  }
  let index = place;
  return levels.slice(0, -1).map((level, height) => {
    const sibling = index % 2 === 0 ? index + 1 : index - 1;
    index = Math.floor(index / 2);
    return level[sibling] ?? (padding[height] as Hex);
  });
}
