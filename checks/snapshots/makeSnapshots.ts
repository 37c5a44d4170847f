import type { SourceFile } from "../SourceFile.js";
import { abiOf } from "./abiOf.js";
import type { CompiledContract } from "./Build.js";
import { storageOf } from "./storageOf.js";

/** The files of snapshots/ as they should be but for gas: sizes, and ABI and storage layout of each contract. */
export function makeSnapshots(contracts: readonly CompiledContract[]): SourceFile[] {
  const deployable = contracts.filter(isDeployed);
  const sizes = Object.fromEntries(
    deployable.map(({ name, runtimeBytes, initcodeBytes }) => [name, { runtime: runtimeBytes, initcode: initcodeBytes }]),
  );
  return [
    file("sizes.json", sizes),
    ...deployable.flatMap((contract) => {
      const storage = storageOf(contract);
      const hasState = storage.slots.length > 0 || Object.keys(storage.namespaces).length > 0;
      return [
        file(`abi/${contract.name}.json`, abiOf(contract)),
        ...(hasState ? [file(`storage/${contract.name}.json`, storage)] : []),
      ];
    }),
  ];
}

/** Interfaces, abstract contracts and libraries of internal functions are never deployed. */
function isDeployed({ runtimeBytes, abi }: CompiledContract): boolean {
  return runtimeBytes > 0 && abi.some(({ type }) => type === "function" || type === "fallback");
}

function file(name: string, content: unknown): SourceFile {
  return { path: `snapshots/${name}`, text: `${JSON.stringify(content, null, 2)}\n` };
}
