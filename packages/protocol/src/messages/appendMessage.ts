import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import { pairHash } from "../trie/pairHash.js";
import { messageCapacity } from "./absentMessages.js";
import type { MessageFrontier } from "./MessageFrontier.js";

/**
 * The tree with one more leaf (spec/bridge.md, BRIDGE-2).
 * @param leaf What messageLeaf gives.
 * @throws MESSAGE_TREE_FULL, HEX_INVALID
 * @example messageRoot(appendMessage(emptyMessages, messageLeaf(message)));
 */
export function appendMessage({ count, branch }: MessageFrontier, leaf: Hex): MessageFrontier {
  if (count >= messageCapacity) throw new ProtocolError("MESSAGE_TREE_FULL", { capacity: messageCapacity });
  const next = [...branch];
  let node = leaf;
  let level = 0;
  for (let rest = count; (rest & 1n) === 1n; rest >>= 1n) node = pairHash(branch[level++] as Hex, node);
  next[level] = node;
  return { count: count + 1n, branch: next };
}
