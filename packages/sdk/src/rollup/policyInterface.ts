import { FinalityPolicy__factory } from "../../../../typechain-types/index.js";

/** Calls of the finality policy on L1. */
export const policyInterface = FinalityPolicy__factory.createInterface();
