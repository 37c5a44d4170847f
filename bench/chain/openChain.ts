import { network } from "hardhat";
import type { Chain } from "./Chain.js";
import { ContractNames } from "./ContractNames.js";

/** Opens a fresh network. */
export async function openChain(): Promise<Chain> {
  const { ethers } = await network.create({ network: "l1", chainType: "l1" });
  return {
    ethers,
    signers: await ethers.getSigners(),
    names: new ContractNames(),
  };
}
