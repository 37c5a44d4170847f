import { ProtocolError } from "../../errors.js";
import { quadNode } from "./quadNode.js";
import type { QuadChildren, QuadPath } from "./QuadPath.js";

/** A tree whose inner nodes have four children (SETTLE-25); leaves are zero until they are set. */
export class QuadTree {
  readonly depth: number;
  /** A level's nodes by index; a node that is not there is that of an empty tree. */
  private readonly levels: readonly Map<bigint, bigint>[];
  private readonly empty: readonly bigint[];

  /**
   * @param depth Levels below the root: 4^depth leaves.
   * @param source Of the same depth: whose leaves it begins with; all are zero when it is not given.
   */
  constructor(depth: number, source?: QuadTree) {
    this.depth = depth;
    this.levels = Array.from({ length: depth + 1 }, (_, level) => new Map(source?.levels[level]));
    this.empty = source?.empty ?? emptyNodes(depth);
  }

  get root(): bigint {
    return this.node(this.depth, 0n);
  }

  leaf(index: bigint): bigint {
    return this.node(0, this.within(index));
  }

  /** A tree of its own with the same leaves. */
  copy(): QuadTree {
    return new QuadTree(this.depth, this);
  }

  /** @throws TREE_INDEX_INVALID */
  set(index: bigint, leaf: bigint): void {
    this.setAll(index, [leaf]);
  }

  /**
   * Sets leaves side by side, each node above them once.
   * @param start Index of the first.
   * @throws TREE_INDEX_INVALID
   */
  setAll(start: bigint, leaves: readonly bigint[]): void {
    if (leaves.length === 0) return;
    let first = this.within(start);
    let last = this.within(start + BigInt(leaves.length) - 1n);
    leaves.forEach((leaf, place) => this.levels[0]?.set(start + BigInt(place), leaf));
    for (let level = 1; level <= this.depth; level++) {
      first >>= 2n;
      last >>= 2n;
      for (let index = first; index <= last; index++) {
        this.levels[level]?.set(index, quadNode(this.children(level, index)));
      }
    }
  }

  /**
   * Path of a node, a leaf unless it is said otherwise.
   * @param level Levels above the leaves, where the path begins.
   * @throws TREE_INDEX_INVALID
   */
  path(index: bigint, level = 0): QuadPath {
    this.within(index << BigInt(2 * level));
    const children: QuadChildren[] = [];
    for (let above = level + 1; above <= this.depth; above++) {
      children.push(this.children(above, index >> BigInt(2 * (above - level))));
    }
    return { index, children };
  }

  private children(level: number, index: bigint): QuadChildren {
    const first = index << 2n;
    const child = (place: bigint) => this.node(level - 1, first + place);
    return [child(0n), child(1n), child(2n), child(3n)];
  }

  private node(level: number, index: bigint): bigint {
    return this.levels[level]?.get(index) ?? (this.empty[level] as bigint);
  }

  private within(index: bigint): bigint {
    const capacity = 1n << BigInt(2 * this.depth);
    if (index < 0n || index >= capacity) throw new ProtocolError("TREE_INDEX_INVALID", { index, capacity });
    return index;
  }
}

/** Nodes of an empty tree, from the leaf upwards. */
function emptyNodes(depth: number): bigint[] {
  const empty = [0n];
  for (let level = 0; level < depth; level++) {
    const below = empty[level] as bigint;
    empty.push(quadNode([below, below, below, below]));
  }
  return empty;
}
