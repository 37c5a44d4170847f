import type { OwnValues } from "../cli/BenchArguments.js";
import { wholeOption } from "../cli/wholeOption.js";
import type { RollupBenchOptions } from "./RollupBenchOptions.js";

/** As `parseArgs` takes them. */
export const rollupBenchOptions = {
  transactions: { type: "string" },
  accounts: { type: "string" },
  seed: { type: "string", default: "1" },
  quick: { type: "boolean", default: false },
  record: { type: "boolean", default: false },
} as const;

/** What fills six blobs, and some more. */
const leastTransactions = 10_000;
const usual = { transactions: "60k", accounts: "100k" } as const;
const quick = { transactions: "12k", accounts: "10k" } as const;

/**
 * Reads the options of the rollup's benchmark.
 * @throws ARGUMENT_INVALID
 */
export function parseRollupBenchOptions(values: OwnValues): RollupBenchOptions {
  const defaults: Readonly<Record<string, string>> = values["quick"] === true ? quick : usual;
  const whole = (name: string, least: number): number => {
    const value = values[name];
    return wholeOption(typeof value === "string" ? value : (defaults[name] ?? ""), `--${name}`, least);
  };
  return {
    transactions: whole("transactions", leastTransactions),
    accounts: whole("accounts", 4000),
    seed: whole("seed", 0),
    isRecorded: values["record"] === true,
  };
}
