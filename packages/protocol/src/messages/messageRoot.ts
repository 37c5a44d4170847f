import type { Hex } from "../bytes/Hex.js";
import { pairHash } from "../trie/pairHash.js";
import { absentMessages } from "./absentMessages.js";
import type { MessageFrontier } from "./MessageFrontier.js";

/** Root of the tree of messages (spec/bridge.md, BRIDGE-2). */
export function messageRoot({ count, branch }: MessageFrontier): Hex {
  return branch.reduce(
    (node, waiting, level) =>
      ((count >> BigInt(level)) & 1n) === 1n
        ? pairHash(waiting, node)
        : pairHash(node, absentMessages[level] as Hex),
    absentMessages[0] as Hex,
  );
}
