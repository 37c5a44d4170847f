import type { Measurement } from "../measure/Measurement.js";

/** What a workload at a size is called. */
export function caseName({ workload, accounts }: Pick<Measurement, "workload" | "accounts">): string {
  return `${workload}, ${accounts.toLocaleString("en-US")} accounts`;
}
