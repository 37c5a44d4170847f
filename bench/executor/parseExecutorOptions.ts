import type { OwnValues } from "../cli/BenchArguments.js";
import { wholeOption } from "../cli/wholeOption.js";
import type { ExecutorOptions } from "./ExecutorOptions.js";

/** As `parseArgs` takes them. */
export const executorOptions = {
  workload: { type: "string", multiple: true, default: [] as string[] },
  transactions: { type: "string" },
  accounts: { type: "string" },
  seed: { type: "string", default: "1" },
  sizes: { type: "string" },
  quick: { type: "boolean", default: false },
  interpreted: { type: "boolean", default: false },
  record: { type: "boolean", default: false },
  "system-library": { type: "string" },
} as const;

const leastAccounts = 4000;
const allSizes = "10k,100k,1M,10M";
const usual = { transactions: 100_000, accounts: 100_000 } as const;
const quick = { transactions: 8_000, accounts: 10_000 } as const;

/**
 * Reads the options of the executor's benchmark.
 * @throws ARGUMENT_INVALID
 */
export function parseExecutorOptions(values: OwnValues): ExecutorOptions {
  const defaults = values["quick"] === true ? quick : usual;
  return {
    workloads: listOf(values["workload"]),
    transactions: count(values, "transactions", { least: 1000, otherwise: defaults.transactions }),
    accounts: count(values, "accounts", { least: leastAccounts, otherwise: defaults.accounts }),
    seed: count(values, "seed", { least: 0, otherwise: 1 }),
    sizes: sizesOf(values["sizes"]),
    isInterpreted: values["interpreted"] === true,
    isRecorded: values["record"] === true,
    systemLibraryPath: pathOf(values["system-library"]),
  };
}

function pathOf(value: OwnValues[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function listOf(value: OwnValues[string]): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function sizesOf(value: OwnValues[string]): number[] {
  if (value === undefined) return [];
  const given = value === "all" ? allSizes : String(value);
  return given.split(",").map((size) => wholeOption(size, "--sizes", leastAccounts));
}

function count(
  values: OwnValues,
  name: string,
  { least, otherwise }: { least: number; otherwise: number },
): number {
  const value = values[name];
  return value === undefined ? otherwise : wholeOption(String(value), `--${name}`, least);
}
