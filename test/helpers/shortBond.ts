import type { StructureTermsStruct } from "@muniment/sdk";
import { AbiCoder } from "ethers";

import { now } from "./journey.js";
import { dayOf, makeBondTerms } from "./records.js";
import type { World } from "./world.js";

/** Terms of a bond of one coupon that matures in 60 days, before any evidence goes stale. */
export async function shortBond(
  world: World,
  overrides: Partial<StructureTermsStruct> = {},
): Promise<StructureTermsStruct> {
  const time = await now(world);
  const bond = [dayOf(time), dayOf(time) + 60, 50_000, 1, 1];
  return makeBondTerms(time, {
    instrumentTerms: AbiCoder.defaultAbiCoder().encode(["tuple(uint32,uint32,uint32,uint8,uint8)"], [bond]),
    ...overrides,
  });
}
