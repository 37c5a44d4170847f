import type { Variant } from "../Suite.js";
import { deployByContracts } from "./deployByContracts.js";
import { deployByFactory } from "./deployByFactory.js";
import type { Evidence } from "./Evidence.js";
import type { Kit } from "./Kit.js";
import { layFoundation } from "./layFoundation.js";
import { setUp, type BareSuite } from "./setUp.js";

/** What makes one variant of this repository's suite. */
export interface OwnOptions {
  readonly name: string;
  readonly evidence: Evidence;
  /** `factory`: clones by {RwaTokenFactory}, as users do; `contracts`: each contract deployed for itself. */
  readonly by: "factory" | "contracts";
  /** Done to a suite before the holders are registered, such as switching the cache on. */
  readonly finish?: (bare: BareSuite) => Promise<void>;
}

/** A variant of this repository's suite. */
export function own(kit: Kit, { name, evidence, by, finish }: OwnOptions): Variant {
  const deployBare = by === "factory" ? deployByFactory : deployByContracts;
  return {
    name,
    deploy: async (needs) => {
      const bare = await deployBare(kit, await layFoundation(kit, evidence, needs.topics));
      await finish?.(bare);
      return setUp(bare, { people: kit.people, evidence, ruleCount: needs.rules });
    },
  };
}
