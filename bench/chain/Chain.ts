import type { HardhatEthers, HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractNames } from "./ContractNames.js";

/** The in-process network of a run: both suites live on it side by side. */
export interface Chain {
  readonly ethers: HardhatEthers;
  readonly signers: readonly HardhatEthersSigner[];
  readonly names: ContractNames;
}
