import { AttesterRegistry__factory } from "../../../../typechain-types/index.js";

/** Calls of the registry of attesters on L1. */
export const attesterRegistryInterface = AttesterRegistry__factory.createInterface();
