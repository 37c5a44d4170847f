import { AbiCoder, keccak256, type Provider } from "ethers";

import { toAuditValue } from "../audit/toAuditValue.js";
import { findCreation } from "../deployment/findCreation.js";
import { ROLLUP_CONNECTORS, type RollupAddresses } from "./connectRollup.js";
import { ROLLUP_CONTRACT_NAMES, type RollupContractName } from "./rollupContractNames.js";
import type { RollupManifest } from "./rollupManifest.js";

type Described = RollupManifest["contracts"][RollupContractName];

async function describe(provider: Provider, name: RollupContractName, address: string): Promise<Described> {
  const receipt = await findCreation(provider, address);
  const transaction = await provider.getTransaction(receipt.hash);
  const factory = new ROLLUP_CONNECTORS[name]();
  const { inputs } = factory.interface.deploy;
  const encoded = `0x${(transaction?.data ?? "0x").slice(factory.bytecode.length)}`;
  const values = AbiCoder.defaultAbiCoder().decode(inputs, encoded);
  return {
    address,
    transaction: receipt.hash,
    block: receipt.blockNumber,
    arguments: inputs.map((input, index) => toAuditValue(input, values[index] as unknown)),
    codeHash: keccak256(await provider.getCode(address)),
  };
}

/** A rollup's contracts, read back from L1: transaction, block, arguments and code hash of each. */
export async function describeRollup(
  provider: Provider,
  addresses: RollupAddresses,
): Promise<RollupManifest["contracts"]> {
  const entries: [RollupContractName, Described][] = [];
  for (const name of ROLLUP_CONTRACT_NAMES)
    entries.push([name, await describe(provider, name, addresses[name])]);
  return Object.fromEntries(entries) as RollupManifest["contracts"];
}
