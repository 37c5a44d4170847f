import type {
  SettlementExit,
  SettlementGateway,
  SettlementPortal,
  SettlementRegistry,
} from "../../../../../typechain-types/index.js";

/** What a holder deals with of a settlement lane on L1. */
export interface SettlementContracts {
  readonly SettlementRegistry: SettlementRegistry;
  readonly SettlementGateway: SettlementGateway;
  readonly SettlementPortal: SettlementPortal;
  readonly SettlementExit: SettlementExit;
}
