import { callFactory } from "./callFactory.js";
import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";
import { layFoundation } from "./layFoundation.js";

/** Gas of a suite by the factory alone, and with all transactions that deploy and set registries of its own. */
export async function deploymentGas(
  kit: Kit,
  evidence: Evidence,
): Promise<{ shared: number; whole: number }> {
  const { provider } = kit.chain.ethers;
  const first = await provider.getBlockNumber();
  const { receipt } = await callFactory(kit, await layFoundation(kit, evidence, 1));
  let whole = 0n;
  for (let number = first + 1; number <= receipt.blockNumber; number++) {
    whole += (await provider.getBlock(number))?.gasUsed ?? 0n;
  }
  return { shared: Number(receipt.gasUsed), whole: Number(whole) };
}
