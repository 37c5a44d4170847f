import { createRequire } from "node:module";

import {
  ContractFactory,
  type BaseContract,
  type ContractMethodArgs,
  type InterfaceAbi,
  type Signer,
} from "ethers";

const require = createRequire(import.meta.url);

/** Deploys a contract from the compiled artifact that an npm package ships: code this project did not write. */
export async function npmContract(
  artifact: string,
  signer: Signer,
  args: ContractMethodArgs<unknown[]> = [],
): Promise<BaseContract> {
  const { abi, bytecode } = require(artifact) as { abi: InterfaceAbi; bytecode: string };
  const contract = await new ContractFactory(abi, bytecode, signer).deploy(...args);
  await contract.waitForDeployment();
  return contract;
}
