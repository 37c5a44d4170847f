import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { pairHash } from "../trie/pairHash.js";

/** Levels of the tree of messages (spec/bridge.md, BRIDGE-2). */
export const messageLevels = 40;
/** The most messages of a tree: its last place stays free, so that a branch of 40 nodes always tells the root. */
export const messageCapacity = (1n << BigInt(messageLevels)) - 1n;

/** Nodes of subtrees without a message: index 0 the absent leaf, index 40 the root of the tree without messages. */
export const absentMessages: readonly Hex[] = absentNodes();

function absentNodes(): Hex[] {
  const nodes: Hex[] = [zeroHash];
  for (let level = 0; level < messageLevels; level++) {
    const below = nodes[level] as Hex;
    nodes.push(pairHash(below, below));
  }
  return nodes;
}
