import type { Hex } from "../bytes/Hex.js";
import { ProtocolError } from "../errors.js";
import { pairHash } from "../trie/pairHash.js";
import { absentMessages, messageCapacity, messageLevels } from "./absentMessages.js";

/**
 * The tree of messages with all its leaves, for who proves them; who only appends keeps a MessageFrontier. It holds two
 * hashes a message, and answers for every number of messages that it has had (spec/bridge.md, BRIDGE-2, BRIDGE-3).
 * @example
 * const tree = new MessageTree(leaves);
 * verifyMessage({ leaf, place: 3n, siblings: tree.proof(3, count), root: tree.root(count) });
 */
export class MessageTree {
  /** The nodes whose leaves are all there, by level. */
  readonly #levels: Hex[][] = Array.from({ length: messageLevels + 1 }, () => []);

  /**
   * @param leaves Those that are there, in order: what is stored of a tree.
   * @throws MESSAGE_TREE_FULL, HEX_INVALID
   */
  constructor(leaves: Iterable<Hex> = []) {
    for (const leaf of leaves) this.append(leaf);
  }

  /** How many leaves there are. */
  get count(): number {
    return this.#nodes(0).length;
  }

  /** @throws MESSAGE_TREE_FULL, HEX_INVALID */
  append(leaf: Hex): void {
    if (BigInt(this.count) >= messageCapacity) {
      throw new ProtocolError("MESSAGE_TREE_FULL", { capacity: messageCapacity });
    }
    let node = leaf;
    for (let level = 0; ; level++) {
      const nodes = this.#nodes(level);
      nodes.push(node);
      if (nodes.length % 2 === 1) return;
      node = pairHash(nodes[nodes.length - 2] as Hex, node);
    }
  }

  /**
   * The root when there were `count` leaves.
   * @throws MESSAGE_UNKNOWN when there have never been so many.
   */
  root(count: number): Hex {
    if (!this.#has(count)) this.#refuse(count - 1, count);
    return this.#edges(count)[messageLevels] as Hex;
  }

  /**
   * The siblings of a leaf when there were `count`, from the leaf's up: 40 of them.
   * @param place The leaf's, below `count`.
   * @throws MESSAGE_UNKNOWN when there is no such leaf, or have never been so many.
   */
  proof(place: number, count: number): Hex[] {
    const isThere = Number.isSafeInteger(place) && place >= 0 && place < count;
    if (!isThere || !this.#has(count)) this.#refuse(place, count);
    const edges = this.#edges(count);
    return Array.from({ length: messageLevels }, (_, level) => {
      const index = sibling(shift(place, level));
      const whole = shift(count, level);
      if (index < whole) return this.#nodes(level)[index] as Hex;
      return (index === whole ? edges[level] : absentMessages[level]) as Hex;
    });
  }

  /** By level, the node in which the first absent leaf lies. */
  #edges(count: number): Hex[] {
    const edges: Hex[] = [absentMessages[0] as Hex];
    for (let level = 0; level < messageLevels; level++) {
      const index = shift(count, level);
      const edge = edges[level] as Hex;
      const isRight = index % 2 === 1;
      edges.push(
        isRight
          ? pairHash(this.#nodes(level)[index - 1] as Hex, edge)
          : pairHash(edge, absentMessages[level] as Hex),
      );
    }
    return edges;
  }

  #nodes(level: number): Hex[] {
    return this.#levels[level] as Hex[];
  }

  /** Whether there have ever been so many leaves. */
  #has(count: number): boolean {
    return Number.isSafeInteger(count) && count >= 0 && count <= this.count;
  }

  #refuse(place: number, count: number): never {
    throw new ProtocolError("MESSAGE_UNKNOWN", { place, count, known: this.count });
  }
}

/** Numbers of messages outgrow the 32 bits of the shift operators. */
function shift(value: number, bits: number): number {
  return Math.floor(value / 2 ** bits);
}

function sibling(index: number): number {
  return index % 2 === 0 ? index + 1 : index - 1;
}
