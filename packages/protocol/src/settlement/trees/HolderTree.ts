import { ProtocolError } from "../../errors.js";
import { eligibilityLeaf } from "./eligibilityLeaf.js";
import type { QuadPath } from "./QuadPath.js";
import { QuadTree } from "./QuadTree.js";
import type { Standing } from "./Standing.js";
import { treeDepths } from "./treeDepths.js";

/** The holders that registrars know, a leaf each (SETTLE-28). */
export class HolderTree {
  private readonly tree = new QuadTree(treeDepths.eligibility);
  private readonly holders = new Map<bigint, { readonly index: bigint; readonly standing: Standing }>();

  get root(): bigint {
    return this.tree.root;
  }

  /**
   * Enters a holder, or changes what is said of one: a key has one leaf for ever.
   * @param owner First coordinate of the holder's key.
   * @throws JURISDICTION_INVALID, FIELD_ELEMENT_INVALID, TREE_INDEX_INVALID
   */
  set(owner: bigint, standing: Standing): void {
    const index = this.holders.get(owner)?.index ?? BigInt(this.holders.size);
    this.tree.set(index, eligibilityLeaf(owner, standing));
    this.holders.set(owner, { index, standing });
  }

  /**
   * Enters holders one after the other, as {@link set} does, and makes each node above the new ones once.
   * @param list First coordinates of the holders' keys, with what is said of them.
   * @throws JURISDICTION_INVALID, FIELD_ELEMENT_INVALID, TREE_INDEX_INVALID
   */
  setAll(list: Iterable<readonly [bigint, Standing]>): void {
    const fresh = new Map<bigint, Standing>();
    for (const [owner, standing] of list) {
      if (this.holders.has(owner)) this.set(owner, standing);
      else fresh.set(owner, standing);
    }
    let index = BigInt(this.holders.size);
    const leaves = [...fresh].map(([owner, standing]) => eligibilityLeaf(owner, standing));
    this.tree.setAll(index, leaves);
    for (const [owner, standing] of fresh) this.holders.set(owner, { index: index++, standing });
  }

  /** @throws HOLDER_UNKNOWN */
  find(owner: bigint): { readonly standing: Standing; readonly path: QuadPath } {
    const holder = this.holders.get(owner);
    if (holder === undefined) throw new ProtocolError("HOLDER_UNKNOWN", { key: owner });
    return { standing: holder.standing, path: this.tree.path(holder.index) };
  }
}
