import type { OwnValues } from "../cli/BenchArguments.js";
import type { SettlementBenchOptions } from "./SettlementBenchOptions.js";

/** As `parseArgs` takes them. */
export const settlementBenchOptions = {
  quick: { type: "boolean", default: false },
  record: { type: "boolean", default: false },
} as const;

/** Reads the options of the settlement lane's benchmark. */
export function parseSettlementBenchOptions(values: OwnValues): SettlementBenchOptions {
  return {
    sizes: values["quick"] === true ? [2, 8] : [2, 8, 24],
    isRecorded: values["record"] === true,
  };
}
