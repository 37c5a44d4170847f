import type { BaseContract } from "ethers";

import type { Call } from "./Call.js";

/**
 * Encodes one contract call.
 * @param contract Contract called, with its address.
 * @param name Name of the contract, for the label.
 * @param method Method name, or its full signature when overloaded.
 * @param args Arguments in ABI order.
 * @example buildCall(contracts.Registration, "Registration", "approve", [asset])
 */
export function buildCall(
  contract: BaseContract,
  name: string,
  method: string,
  args: readonly unknown[],
): Call {
  return {
    to: contract.target as string,
    data: contract.interface.encodeFunctionData(method, args),
    value: 0n,
    label: `${name}.${method.split("(")[0] ?? method}`,
  };
}
