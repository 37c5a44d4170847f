import { createRequire } from "node:module";
import { z } from "zod";
import { layoutSchema } from "../../../checks/snapshots/Build.js";

const outputSchema = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  sources: z.object({ "A.sol": z.object({ ast: z.unknown() }) }),
  contracts: z.object({ "A.sol": z.record(z.string(), z.object({ storageLayout: layoutSchema })) }),
});

const solc: unknown = createRequire(import.meta.url)("solc");
const compilerSchema = z.object({
  compile: z.custom<(input: string) => string>((value) => typeof value === "function"),
});

/** Compiles one source called A.sol with the project's compiler: its syntax tree and storage layouts. */
export function compileSolidity(content: string): {
  tree: unknown;
  layouts: Record<string, z.infer<typeof layoutSchema>>;
} {
  const input = {
    language: "Solidity",
    sources: { "A.sol": { content } },
    settings: { outputSelection: { "*": { "": ["ast"], "*": ["storageLayout"] } } },
  };
  const output = outputSchema.parse(JSON.parse(compilerSchema.parse(solc).compile(JSON.stringify(input))));
  const layouts = Object.entries(output.contracts["A.sol"]);
  return {
    tree: output.sources["A.sol"].ast,
    layouts: Object.fromEntries(layouts.map(([name, { storageLayout }]) => [name, storageLayout])),
  };
}
