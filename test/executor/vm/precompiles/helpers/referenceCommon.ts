import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import type { Fork } from "../../../../../packages/executor/src/rules/Fork.js";

const hardforks: Record<Fork, Hardfork> = {
  cancun: Hardfork.Cancun,
  prague: Hardfork.Prague,
  osaka: Hardfork.Osaka,
};

/** The reference's rules of a fork. */
export const referenceCommon = (fork: Fork): Common =>
  new Common({ chain: Mainnet, hardfork: hardforks[fork] });
