import { AbiCoder, type Interface, keccak256, type Provider } from "ethers";

import { toAuditValue } from "../audit/toAuditValue.js";
import { findCreation } from "../deployment/findCreation.js";
import type { RollupManifest } from "./rollupManifest.js";

/** A deployed contract, as manifests have it. */
export type DescribedContract = RollupManifest["contracts"]["Rollup"];

/** Creation code of a contract, and what its constructor takes. */
export interface CreationFactory {
  readonly bytecode: string;
  readonly interface: Interface;
}

/**
 * A contract, read back from L1: transaction, block, arguments and code hash.
 * @param factory Without one it has no arguments.
 */
export async function describeContract(
  provider: Provider,
  address: string,
  factory?: CreationFactory,
): Promise<DescribedContract> {
  const receipt = await findCreation(provider, address);
  const described = {
    address,
    transaction: receipt.hash,
    block: receipt.blockNumber,
    codeHash: keccak256(await provider.getCode(address)),
  };
  if (factory === undefined) return { ...described, arguments: [] };
  const transaction = await provider.getTransaction(receipt.hash);
  const { inputs } = factory.interface.deploy;
  const encoded = `0x${(transaction?.data ?? "0x").slice(factory.bytecode.length)}`;
  const values = AbiCoder.defaultAbiCoder().decode(inputs, encoded);
  return {
    ...described,
    arguments: inputs.map((input, index) => toAuditValue(input, values[index] as unknown)),
  };
}
