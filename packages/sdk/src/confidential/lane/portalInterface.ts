import { SettlementPortal__factory } from "../../../../../typechain-types/index.js";

/** Calls and events of a settlement lane's portal. */
export const portalInterface = SettlementPortal__factory.createInterface();
