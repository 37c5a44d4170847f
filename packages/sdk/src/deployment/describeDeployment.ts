import { AbiCoder, keccak256, type Provider } from "ethers";

import { toAuditValue } from "../audit/toAuditValue.js";
import { CONTRACT_NAMES, type ContractName } from "../contracts/contractNames.js";
import { CONNECTORS, type Addresses } from "../contracts/connectContracts.js";
import { findCreation } from "./findCreation.js";
import type { Manifest } from "./manifest.js";

type Described = Manifest["contracts"][ContractName];

/** Constructor arguments: what follows the creation code in the transaction. */
function argumentsOf(name: ContractName, data: string): unknown[] {
  const factory = new CONNECTORS[name]();
  const { inputs } = factory.interface.deploy;
  const encoded = `0x${data.slice(factory.bytecode.length)}`;
  const values = AbiCoder.defaultAbiCoder().decode(inputs, encoded);
  return inputs.map((input, index) => toAuditValue(input, values[index] as unknown));
}

async function describe(provider: Provider, name: ContractName, address: string): Promise<Described> {
  const receipt = await findCreation(provider, address);
  const transaction = await provider.getTransaction(receipt.hash);
  return {
    address,
    transaction: receipt.hash,
    block: receipt.blockNumber,
    arguments: argumentsOf(name, transaction?.data ?? "0x"),
    codeHash: keccak256(await provider.getCode(address)),
  };
}

/** What a deployment put on the chain, read back from the chain: transaction, block, arguments and code hash of each contract. */
export async function describeDeployment(
  provider: Provider,
  addresses: Addresses,
): Promise<Manifest["contracts"]> {
  const entries: [ContractName, Described][] = [];
  for (const name of CONTRACT_NAMES) entries.push([name, await describe(provider, name, addresses[name])]);
  return Object.fromEntries(entries) as Manifest["contracts"];
}
