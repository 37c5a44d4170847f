import type { HolderTree, RulesTree, SettlementState } from "@muniment/protocol";

/**
 * What an operation is checked against: what its batch would be made of.
 * @param time Of the batch, Unix seconds.
 */
export interface OperationContext {
  readonly state: SettlementState;
  readonly holders: HolderTree;
  readonly rules: RulesTree;
  readonly domain: bigint;
  readonly time: bigint;
}
