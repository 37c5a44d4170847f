import { callFactory } from "./callFactory.js";
import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";
import { layFoundation } from "./layFoundation.js";

/** Gas of a suite by the factory, its registries shared with other tokens. */
export async function deploymentGas(kit: Kit, evidence: Evidence): Promise<number> {
  const { receipt } = await callFactory(kit, await layFoundation(kit, evidence, 1));
  return Number(receipt.gasUsed);
}
