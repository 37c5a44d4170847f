import { HolderTree, jurisdictionSet, RulesTree } from "@muniment/protocol";
import { blankRules } from "./blankRules.js";
import type { Roster } from "./rosterSchema.js";

/** Both trees of a roster. */
export interface RosterTrees {
  readonly holders: HolderTree;
  readonly rules: RulesTree;
}

/**
 * The trees that registrars signed the roots of (SETTLE-99).
 * @example rosterTrees(roster).holders.root === BigInt(roots.holders)
 */
export function rosterTrees({ holders: list, rules: terms }: Pick<Roster, "holders" | "rules">): RosterTrees {
  const holders = new HolderTree();
  const rules = new RulesTree();
  holders.setAll(
    list.map(({ key, expiresAt, jurisdiction, isFrozen }) => [key, { expiresAt, jurisdiction, isFrozen }]),
  );
  rules.set(0n, blankRules());
  for (const { asset, jurisdictions, cap, auditor } of terms) {
    rules.set(asset, { jurisdictions: jurisdictionSet(jurisdictions), cap, auditor });
  }
  return { holders, rules };
}
