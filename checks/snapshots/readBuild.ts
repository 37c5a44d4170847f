import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { artifactSchema, type CompiledContract, outputSchema } from "./Build.js";

type Output = ReturnType<typeof outputSchema.parse>["output"];

/**
 * The contracts that Hardhat compiled, mocks and tests left out, sorted by name.
 * @param root Absolute path of the repository, built.
 */
export function readBuild(root: string): CompiledContract[] {
  const outputs = new Map<string, Output>();
  const outputOf = (id: string): Output => {
    const known = outputs.get(id);
    if (known !== undefined) return known;
    const file = join(root, "artifacts/build-info", `${id}.output.json`);
    const { output } = outputSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    outputs.set(id, output);
    return output;
  };
  const isOurs = ({ sourceName }: { sourceName: string }): boolean =>
    sourceName.startsWith("contracts/") && !sourceName.startsWith("contracts/mocks/");

  return globSync("artifacts/**/*.sol/*.json", { cwd: root })
    .map((file) => artifactSchema.parse(JSON.parse(readFileSync(join(root, file), "utf8"))))
    .filter(isOurs)
    .map((artifact) => {
      const output = outputOf(artifact.buildInfoId);
      return {
        name: artifact.contractName,
        source: artifact.sourceName,
        inputSource: artifact.inputSourceName,
        abi: artifact.abi,
        initcodeBytes: byteLength(artifact.bytecode),
        runtimeBytes: byteLength(artifact.deployedBytecode),
        layout: output.contracts[artifact.inputSourceName]?.[artifact.contractName]?.storageLayout,
        trees: new Map(Object.entries(output.sources).map(([source, { ast }]) => [source, ast])),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Bytes of a hexadecimal text with 0x; placeholders of unlinked libraries are as long as addresses. */
function byteLength(hex: string): number {
  return (hex.length - 2) / 2;
}
