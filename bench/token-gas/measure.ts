import type { ContractTransactionReceipt } from "ethers";
import type { Output } from "../../tasks/output/Output.js";
import type { Case } from "./Case.js";
import type { Stage } from "./Stage.js";
import type { Needs, Variant } from "./Suite.js";

/** What a case cost in a variant, or why there is no figure. */
export type Measured = { readonly gas: number } | { readonly note: string };

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

async function runAll(
  { chain, people }: Stage,
  variant: Variant,
  { needs, cases }: { needs: Needs; cases: readonly Case[] },
): Promise<Map<string, Measured>> {
  const { provider } = chain.ethers;
  const found = new Map<string, Measured>();
  const before: unknown = await provider.send("evm_snapshot", []);
  const suite = await variant.deploy(needs);
  for (const item of cases) {
    const snapshot: unknown = await provider.send("evm_snapshot", []);
    try {
      const receipt: ContractTransactionReceipt = await item.run(suite, people);
      found.set(item.name, { gas: Number(receipt.gasUsed) });
    } catch (error) {
      found.set(item.name, { note: `failed: ${firstLine(error)}` });
    }
    await provider.send("evm_revert", [snapshot]);
  }
  await provider.send("evm_revert", [before]);
  return found;
}

/** Measures cases in a variant: one fresh suite for all cases that need the same, each case on the same state. */
export async function measure(
  stage: Stage,
  variant: Variant,
  { cases, output }: { cases: readonly Case[]; output: Output },
): Promise<ReadonlyMap<string, Measured>> {
  const groups = new Map<string, Case[]>();
  for (const item of cases) {
    const key = `${item.needs.topics}/${item.needs.rules}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const found = new Map<string, Measured>();
  for (const group of groups.values()) {
    const needs = group[0]?.needs ?? { topics: 0, rules: 0 };
    output.progress(`${variant.name}: ${needs.topics} topics, ${needs.rules} rules`);
    try {
      for (const [name, measured] of await runAll(stage, variant, { needs, cases: group })) {
        found.set(name, measured);
      }
    } catch (error) {
      for (const { name } of group) found.set(name, { note: `failed: ${firstLine(error)}` });
    }
  }
  return found;
}
