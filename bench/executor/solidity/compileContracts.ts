import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { cacheFolder } from "../cacheFolder.js";

/** Creation code by contract name. */
export type CompiledContracts = ReadonlyMap<string, Hex>;

interface Compiler {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
}

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly evm: { readonly bytecode: { readonly object: string } } }>>
    >
  >;
}

const load = createRequire(import.meta.url);
const folder = fileURLToPath(new URL("../contracts/", import.meta.url));
/** As hardhat.config.ts has them. */
const settings = {
  evmVersion: "osaka",
  optimizer: { enabled: true, runs: 200 },
  outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
};

/** The benchmark's own contracts, compiled by the repository's compiler, or taken from the last time it did. */
export function compileContracts(): CompiledContracts {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sol"));
  const sources = Object.fromEntries(
    names.map((name) => [name, { content: readFileSync(folder + name, "utf8") }]),
  );
  const input = JSON.stringify({ language: "Solidity", sources, settings });
  const { version } = load("solc/package.json") as { readonly version: string };
  const digest = createHash("sha256").update(version).update(input).digest("hex").slice(0, 16);
  const file = new URL(`contracts-${digest}.json`, cacheFolder());
  if (existsSync(file)) {
    return new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, Hex>));
  }
  const codes = compile(input, names);
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(file, JSON.stringify(Object.fromEntries(codes)));
  return codes;
}

function compile(input: string, names: readonly string[]): Map<string, Hex> {
  const solc = load("solc") as Compiler;
  const find = (path: string) => ({ contents: readFileSync(load.resolve(path), "utf8") });
  const output = JSON.parse(solc.compile(input, { import: find })) as CompilerOutput;
  const problem = output.errors?.find(({ severity }) => severity === "error");
  if (problem !== undefined) throw new ProtocolError("BENCH_INVALID", { problem: problem.formattedMessage });
  return new Map(
    names
      .flatMap((name) => Object.entries(output.contracts[name] ?? {}))
      .map(([contract, { evm }]): [string, Hex] => [contract, `0x${evm.bytecode.object}`])
      .filter(([, code]) => code !== "0x"),
  );
}
