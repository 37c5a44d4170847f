import type { Chain } from "./Chain.js";
import type { Deployed } from "./Deployed.js";

/** Deploys a contract of this repository and names it. */
export async function deployOwn(
  { ethers, names }: Chain,
  name: string,
  args: readonly unknown[] = [],
): Promise<Deployed> {
  const contract = await ethers.deployContract(name, [...args]);
  await contract.waitForDeployment();
  names.add(await contract.getAddress(), name, contract.interface);
  return contract;
}
