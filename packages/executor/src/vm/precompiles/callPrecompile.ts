import type { Fork } from "../../rules/Fork.js";
import { isPrecompile } from "./isPrecompile.js";
import { precompiles } from "./precompiles.js";

/** What a call of a precompiled contract costs and answers. */
export interface PrecompileResult {
  /** At most the gas given, and exact. */
  readonly gasUsed: number;
  /** May be a view of the input. */
  readonly output: Uint8Array;
}

/** A call of a precompiled contract. */
export interface PrecompileCall {
  readonly address: number;
  readonly input: Uint8Array;
  /** Gas left; rounding beyond 2^53 does no harm, since no call costs as much. */
  readonly gas: number;
  readonly fork: Fork;
}

/**
 * Calls a precompiled contract. Undefined is failure: the call's whole gas is gone and nothing is returned.
 * @param call Its address must be one that `isPrecompile` answers for under the fork; at any other it fails.
 */
export function callPrecompile({ address, input, gas, fork }: PrecompileCall): PrecompileResult | undefined {
  const precompile = isPrecompile(address, fork) ? precompiles.get(address) : undefined;
  if (precompile === undefined) return undefined;
  const gasUsed = precompile.gas(input, fork);
  if (gasUsed > gas) return undefined;
  const output = precompile.run(input);
  return output && { gasUsed, output };
}
