import type { Hex } from "../../bytes/Hex.js";
import { zeroHash } from "../../bytes/zeroHash.js";
import { foldPairs } from "../../trie/foldPairs.js";

/** A leaf of a trace, where it is said to lie, and what is to show it. */
export interface TraceProof {
  /** What traceLeafHash gives. */
  readonly leaf: Hex;
  /** From 0. */
  readonly place: number;
  /** From the leaf's up. */
  readonly siblings: readonly Hex[];
  /** Leaves of the trace, as the header says. */
  readonly steps: number;
  readonly root: Hex;
}

/**
 * Whether a leaf lies at a place of a trace (spec/batches.md, BATCH-20): as many siblings as the number of leaves
 * makes levels, no more and no fewer.
 * @throws HEX_INVALID when a hash has not 32 bytes.
 */
export function verifyTraceLeaf({ leaf, place, siblings, steps, root }: TraceProof): boolean {
  if (!Number.isSafeInteger(place) || place < 0 || place >= steps || leaf === zeroHash) return false;
  let levels = 0;
  while (2 ** levels < steps) levels++;
  return siblings.length === levels && foldPairs(leaf, BigInt(place), siblings) === root;
}
