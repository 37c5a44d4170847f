import { ProtocolError } from "../../errors.js";
import type { AssetRules } from "./AssetRules.js";
import type { QuadPath } from "./QuadPath.js";
import { QuadTree } from "./QuadTree.js";
import { rulesLeaf } from "./rulesLeaf.js";
import { treeDepths } from "./treeDepths.js";

/** The rules of all assets; an asset's number is its leaf's index (SETTLE-29). */
export class RulesTree {
  private readonly tree = new QuadTree(treeDepths.rules);
  private readonly assets = new Map<bigint, AssetRules>();

  get root(): bigint {
    return this.tree.root;
  }

  /** @throws FIELD_ELEMENT_INVALID, TREE_INDEX_INVALID */
  set(asset: bigint, rules: AssetRules): void {
    this.tree.set(asset, rulesLeaf(rules));
    this.assets.set(asset, rules);
  }

  /** @throws SETTLEMENT_ASSET_UNKNOWN */
  find(asset: bigint): { readonly rules: AssetRules; readonly path: QuadPath } {
    const rules = this.assets.get(asset);
    if (rules === undefined) throw new ProtocolError("SETTLEMENT_ASSET_UNKNOWN", { asset });
    return { rules, path: this.tree.path(asset) };
  }
}
