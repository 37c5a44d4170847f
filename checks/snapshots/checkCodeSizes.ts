import type { Finding } from "../Finding.js";
import type { CompiledContract } from "./Build.js";

/** EIP-170 and EIP-3860: what a chain of Ethereum's rules deploys. */
const runtimeLimit = 24_576;
const initcodeLimit = 49_152;

/** No contract is larger than a chain deploys. */
export function checkCodeSizes(
  contracts: readonly Pick<CompiledContract, "source" | "name" | "runtimeBytes" | "initcodeBytes">[],
): Finding[] {
  return contracts.flatMap(({ source, name, runtimeBytes, initcodeBytes }) => [
    ...(runtimeBytes > runtimeLimit
      ? [{ file: source, line: 0, message: `${name} has ${runtimeBytes} bytes of code; at most ${runtimeLimit}` }]
      : []),
    ...(initcodeBytes > initcodeLimit
      ? [{ file: source, line: 0, message: `${name} has ${initcodeBytes} bytes of initcode; at most ${initcodeLimit}` }]
      : []),
  ]);
}
