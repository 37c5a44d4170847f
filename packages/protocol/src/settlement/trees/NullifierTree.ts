import { ProtocolError } from "../../errors.js";
import { nullifierBits } from "../notes/nullifierOf.js";
import type { NullifierInsertion } from "./NullifierInsertion.js";
import { nullifierLeaf } from "./nullifierLeaf.js";
import type { QuadPath } from "./QuadPath.js";
import { QuadTree } from "./QuadTree.js";
import { treeDepths } from "./treeDepths.js";

type Entry = { readonly value: bigint; readonly index: bigint };

/** Above every nullifier: what the greatest leaf names as its next. */
const end = 1n << nullifierBits;

/** The tree of spent notes, in which every leaf names the next greater value (SETTLE-26). */
export class NullifierTree {
  private readonly tree: QuadTree;
  /** Ascending. */
  private readonly entries: Entry[];

  /** @param source Whose nullifiers it begins with; none, but the sentinel, when it is not given. */
  constructor(source?: NullifierTree) {
    this.tree = source?.tree.copy() ?? new QuadTree(treeDepths.nullifiers);
    this.entries = [...(source?.entries ?? [{ value: 0n, index: 0n }])];
    if (source === undefined) this.tree.set(0n, nullifierLeaf(0n, end));
  }

  get root(): bigint {
    return this.tree.root;
  }

  has(nullifier: bigint): boolean {
    return this.entries[this.placeBefore(nullifier + 1n)]?.value === nullifier;
  }

  /**
   * The leaf before a value above zero: its next is greater than a value that is not in the tree, and equal to one that is.
   */
  leafBefore(value: bigint): { readonly value: bigint; readonly next: bigint; readonly path: QuadPath } {
    const before = this.placeBefore(value);
    const entry = this.entries[before] as Entry;
    const next = this.entries[before + 1]?.value ?? end;
    return { value: entry.value, next, path: this.tree.path(entry.index) };
  }

  /**
   * Enters a batch's nullifiers, in ascending order, their leaves side by side (SETTLE-27).
   * @param start Index of the first new leaf, which is a multiple of 4^level.
   * @param level Of the subtree that the new leaves fill.
   * @throws NULLIFIER_SPENT before anything is changed, TREE_INDEX_INVALID
   */
  insert(
    nullifiers: readonly bigint[],
    start: bigint,
    level: number,
  ): { readonly insertions: readonly NullifierInsertion[]; readonly path: QuadPath } {
    this.refuseSpent(nullifiers);
    const places = nullifiers.map((_, place) => place);
    places.sort((one, other) => ((nullifiers[one] as bigint) < (nullifiers[other] as bigint) ? -1 : 1));
    let gap = -1;
    const insertions = places.map((place): NullifierInsertion => {
      const before = this.placeBefore(nullifiers[place] as bigint);
      const isSameGap = before === gap;
      gap = before;
      return isSameGap ? this.behind(place) : this.intoGap(before, place, nullifiers[place] as bigint);
    });
    const path = this.tree.path(start >> BigInt(2 * level), level);
    this.append(
      places.map((place) => nullifiers[place] as bigint),
      start,
    );
    return { insertions, path };
  }

  private refuseSpent(nullifiers: readonly bigint[]): void {
    const seen = new Set<bigint>();
    for (const nullifier of nullifiers) {
      if (nullifier === 0n || seen.has(nullifier) || this.has(nullifier)) {
        throw new ProtocolError("NULLIFIER_SPENT", { nullifier });
      }
      seen.add(nullifier);
    }
  }

  private behind(place: number): NullifierInsertion {
    const idle = [0n, 0n, 0n, 0n] as const;
    const children = Array.from({ length: treeDepths.nullifiers }, () => idle);
    return { place, isSameGap: true, value: 0n, next: 0n, path: { index: 0n, children } };
  }

  private intoGap(before: number, place: number, nullifier: bigint): NullifierInsertion {
    const leaf = this.leafBefore(nullifier);
    this.tree.set((this.entries[before] as Entry).index, nullifierLeaf(leaf.value, nullifier));
    return { place, isSameGap: false, ...leaf };
  }

  /** @param values Ascending. */
  private append(values: readonly bigint[], start: bigint): void {
    values.forEach((value, place) => {
      this.entries.splice(this.placeBefore(value) + 1, 0, { value, index: start + BigInt(place) });
    });
    const leaves = values.map((value) =>
      nullifierLeaf(value, this.entries[this.placeBefore(value) + 2]?.value ?? end),
    );
    this.tree.setAll(start, leaves);
  }

  /** Place of the greatest entry below a value above zero. */
  private placeBefore(value: bigint): number {
    let low = 0;
    let high = this.entries.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle] as Entry).value < value) low = middle;
      else high = middle;
    }
    return low;
  }
}
