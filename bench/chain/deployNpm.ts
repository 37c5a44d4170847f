import { Contract, ContractFactory } from "ethers";
import type { Chain } from "./Chain.js";
import type { NpmArtifact } from "./npmArtifact.js";
import type { Deployed } from "./Deployed.js";

/** Deploys a contract of an npm package and names it. */
export async function deployNpm(
  { signers, names }: Chain,
  { contractName, abi, bytecode }: NpmArtifact,
  args: readonly unknown[] = [],
): Promise<Deployed> {
  const deployed = await new ContractFactory(abi, bytecode, signers[0]).deploy(...args);
  await deployed.waitForDeployment();
  const contract = new Contract(await deployed.getAddress(), abi, signers[0]);
  names.add(await contract.getAddress(), contractName, contract.interface);
  return contract;
}
