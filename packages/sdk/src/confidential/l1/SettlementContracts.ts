import type {
  SettlementExit,
  SettlementGateway,
  SettlementPortal,
  SettlementRegistry,
  ShieldBoxes,
} from "../../../../../typechain-types/index.js";

/** What a holder deals with of a settlement lane on L1. */
export interface SettlementContracts {
  readonly SettlementRegistry: SettlementRegistry;
  readonly SettlementGateway: SettlementGateway;
  readonly SettlementPortal: SettlementPortal;
  readonly SettlementExit: SettlementExit;
  readonly ShieldBoxes: ShieldBoxes;
}
