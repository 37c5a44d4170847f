import type { HolderTree, RulesTree, SettlementOperation, SettlementState } from "@muniment/protocol";

/**
 * What a batch of the settlement lane is made of.
 * @param state Before the batch; it is the state behind it afterwards.
 * @param operations As many as a circuit has room for.
 * @param domain What settlementDomain gives.
 * @param time Of the batch, Unix seconds.
 */
export interface SettlementBatch {
  readonly state: SettlementState;
  readonly holders: HolderTree;
  readonly rules: RulesTree;
  readonly operations: readonly SettlementOperation[];
  readonly domain: bigint;
  readonly time: bigint;
}
