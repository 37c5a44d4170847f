import type { Common } from "@ethereumjs/common";
import { createEVM, type EVM } from "@ethereumjs/evm";
import type {
  PrecompileCall,
  PrecompileResult,
} from "../../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import type { Fork } from "../../../../../packages/executor/src/rules/Fork.js";
import { referenceCommon } from "./referenceCommon.js";

const machines = new Map<Fork, Promise<{ evm: EVM; common: Common }>>();

async function start(fork: Fork): Promise<{ evm: EVM; common: Common }> {
  const common = referenceCommon(fork);
  return { evm: await createEVM({ common }), common };
}

/** What `@ethereumjs/evm` answers to the same call: undefined where the contract is missing or fails. */
export async function referenceCall(call: PrecompileCall): Promise<PrecompileResult | undefined> {
  const { address, input, gas, fork } = call;
  const machine = machines.get(fork) ?? start(fork);
  machines.set(fork, machine);
  const { evm, common } = await machine;
  const precompile = evm.precompiles.get(address.toString(16).padStart(40, "0"));
  if (precompile === undefined) return undefined;
  const result = await precompile({ data: input, gasLimit: BigInt(gas), common, _EVM: evm });
  if (result.exceptionError !== undefined) return undefined;
  return { gasUsed: Number(result.executionGasUsed), output: result.returnValue };
}
