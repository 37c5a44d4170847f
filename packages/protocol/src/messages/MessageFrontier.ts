import type { Hex } from "../bytes/Hex.js";

/**
 * What is needed to append to the tree of messages, and what the messenger keeps in slots 1 to 41 of its storage
 * (spec/bridge.md, BRIDGE-2).
 */
export interface MessageFrontier {
  /** Messages so far. */
  readonly count: bigint;
  /**
   * 40 nodes: where bit h of the count is set, the node on level h that waits for its right sibling. The others are
   * what stood there last, zeroHash at first; nothing reads them.
   */
  readonly branch: readonly Hex[];
}
