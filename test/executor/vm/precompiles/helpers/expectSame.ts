import { expect } from "chai";
import { callPrecompile } from "../../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import type { PrecompileResult } from "../../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import type { Fork } from "../../../../../packages/executor/src/rules/Fork.js";
import { hex } from "./hex.js";
import { referenceCall } from "./referenceCall.js";

const forks: readonly Fork[] = ["cancun", "prague", "osaka"];

/**
 * Expects every fork to answer and charge as the reference does, also with exactly the gas needed and one less.
 * @returns What osaka answers, for the test to look at.
 */
export async function expectSame(
  address: number,
  input: Uint8Array,
  gas = 1e12,
): Promise<PrecompileResult | undefined> {
  let last: PrecompileResult | undefined;
  for (const fork of forks) {
    const given = { address, input, gas, fork };
    const found = callPrecompile(given);
    last = found && { gasUsed: found.gasUsed, output: found.output.slice() };
    const about = `0x${address.toString(16)} ${fork} ${hex(input.subarray(0, 2000))}`;
    expect(plain(last), about).to.deep.equal(plain(await referenceCall(given)));
    if (last === undefined) continue;
    expect(callPrecompile({ ...given, gas: last.gasUsed - 1 }), `${about}: one gas less`).to.equal(undefined);
    expect(callPrecompile({ ...given, gas: last.gasUsed })?.gasUsed, about).to.equal(last.gasUsed);
  }
  return last;
}

function plain(result: PrecompileResult | undefined): unknown {
  return result && { gasUsed: result.gasUsed, output: hex(result.output) };
}
