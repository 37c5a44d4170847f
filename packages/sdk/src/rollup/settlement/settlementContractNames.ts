/** Contracts that every settlement lane has on L1, in dependency order. */
export const SETTLEMENT_CONTRACT_NAMES = [
  "SettlementRegistry",
  "SettlementGateway",
  "SettlementVerifier",
  "SettlementPortal",
  "SettlementExit",
  "ShieldBoxes",
] as const;

/** Name of a contract of {@link SETTLEMENT_CONTRACT_NAMES}. */
export type SettlementContractName = (typeof SETTLEMENT_CONTRACT_NAMES)[number];
