import type { Hex } from "../../bytes/Hex.js";
import { keccak256 } from "../../bytes/keccak256.js";
import { encodeTraceLeaf } from "./encodeTraceLeaf.js";
import type { TraceLeaf } from "./TraceLeaf.js";

/**
 * Hash of a leaf of the trace (spec/batches.md, BATCH-18).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function traceLeafHash(leaf: TraceLeaf): Hex {
  return keccak256(encodeTraceLeaf(leaf));
}
