import { Interface } from "ethers";
import type { CompiledContract } from "./Build.js";

/** The contract's interface in Solidity's words, one entry a line, sorted. */
export function abiOf({ abi }: Pick<CompiledContract, "abi">): string[] {
  return new Interface(JSON.stringify(abi)).format(false).toSorted();
}
