import { createRequire } from "node:module";
import { z } from "zod";

const compilerSchema = z.object({
  compile: z.custom<(input: string, callbacks: { import: () => { contents: string } }) => string>(
    (value) => typeof value === "function",
  ),
});
const outputSchema = z.object({ sources: z.record(z.string(), z.object({ ast: z.unknown() })).optional() });

/** The compiler's syntax tree of one source, parsed alone: what it imports is taken to be empty. */
export function parseSolidity(source: string): unknown {
  const solc = compilerSchema.parse(createRequire(import.meta.url)("solc"));
  const input = {
    language: "Solidity",
    sources: { "contracts/Source.sol": { content: source } },
    settings: { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } },
  };
  const output = outputSchema.parse(
    JSON.parse(solc.compile(JSON.stringify(input), { import: () => ({ contents: "" }) })),
  );
  return output.sources?.["contracts/Source.sol"]?.ast;
}
