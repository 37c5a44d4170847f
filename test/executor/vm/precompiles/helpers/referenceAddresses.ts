import { getActivePrecompiles } from "@ethereumjs/evm";
import type { Fork } from "../../../../../packages/executor/src/rules/Fork.js";
import { referenceCommon } from "./referenceCommon.js";

/** The addresses at which the reference has a precompiled contract under a fork, in order. */
export function referenceAddresses(fork: Fork): number[] {
  return [...getActivePrecompiles(referenceCommon(fork)).keys()]
    .map((address) => parseInt(address, 16))
    .sort((left, right) => left - right);
}
