import type { Hex } from "../../bytes/Hex.js";
import type { TraceTree } from "./traceTree.js";

/** The root of a trace, which the batch's header names (spec/batches.md, BATCH-20). */
export function traceRoot({ levels }: TraceTree): Hex {
  const [root] = levels[levels.length - 1] as readonly [Hex];
  return root;
}
