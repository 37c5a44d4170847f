/** Levels of the settlement lane's trees, four children a node (SETTLE-25). */
export const treeDepths = { notes: 16, nullifiers: 16, eligibility: 10, rules: 7 } as const;
