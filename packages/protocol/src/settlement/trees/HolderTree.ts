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

  /** @throws HOLDER_UNKNOWN */
  find(owner: bigint): { readonly standing: Standing; readonly path: QuadPath } {
    const holder = this.holders.get(owner);
    if (holder === undefined) throw new ProtocolError("HOLDER_UNKNOWN", { key: owner });
    return { standing: holder.standing, path: this.tree.path(holder.index) };
  }
}
