import { DisputeGame__factory } from "../../../../typechain-types/index.js";

/** Calls and events of a lane's game on L1. */
export const disputeInterface = DisputeGame__factory.createInterface();
