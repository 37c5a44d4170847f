import { getCreateAddress, keccak256, type Provider } from "ethers";

import type { CreationFactory } from "../describeContract.js";
import type { RollupManifest } from "../rollupManifest.js";
import { createdContracts } from "./createdContracts.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

/**
 * Each contract was created by the transaction that the manifest names, from our creation code and the arguments that the
 * manifest has; all by one account. What a contract has fixed in its code follows from its arguments: they are read from there.
 */
export async function checkCreations(
  provider: Provider,
  manifest: RollupManifest,
): Promise<{ readonly rows: RollupCheck[]; readonly deployer: string | undefined }> {
  const rows: RollupCheck[] = [];
  let deployer: string | undefined;
  for (const { name, described, factory } of createdContracts(manifest)) {
    const transaction = await provider.getTransaction(described.transaction);
    deployer ??= transaction?.from;
    if (factory !== undefined) {
      const actual = transaction === null ? "no such transaction" : keccak256(transaction.data);
      rows.push(compare(`${name}.creation`, creationHash(factory, described.arguments), actual));
    }
    const made = transaction === null || transaction.to !== null ? "nothing" : getCreateAddress(transaction);
    rows.push(compare(`${name}.created`, described.address, made));
    rows.push(compare(`${name}.deployer`, deployer, transaction?.from));
  }
  return { rows, deployer };
}

function creationHash(factory: CreationFactory, values: readonly unknown[]): string {
  try {
    const encoded = factory.interface.encodeDeploy(values);
    return keccak256(`${factory.bytecode}${encoded.slice(2)}`);
  } catch {
    return "arguments that fit the constructor";
  }
}
