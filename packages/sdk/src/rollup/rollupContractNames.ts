import { stepFamilies } from "../dispute/stepFamilies.js";

/** Contracts of a rollup on L1, in dependency order. */
export const ROLLUP_CONTRACT_NAMES = [
  "TimelockController",
  "FinalityPolicy",
  "Guardian",
  "MessageQueue",
  "AttesterRegistry",
  "Rollup",
  "SequencerBond",
  "L1Messenger",
  "L1EthGateway",
  "L1TokenGateway",
  "L1PermissionedGateway",
  "FinalityFeed",
  "EscapeHatch",
  ...stepFamilies,
  "StepVerifier",
  "DisputeGame",
] as const;

/** Name of a contract of {@link ROLLUP_CONTRACT_NAMES}. */
export type RollupContractName = (typeof ROLLUP_CONTRACT_NAMES)[number];
