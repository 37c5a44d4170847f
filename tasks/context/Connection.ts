import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/** A connection to one network, as Hardhat opens it. */
export type Connection = Awaited<ReturnType<HardhatRuntimeEnvironment["network"]["create"]>>;
