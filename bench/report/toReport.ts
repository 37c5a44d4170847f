import type { Output } from "../../tasks/output/Output.js";
import { circumstances } from "./circumstances.js";
import { record } from "./record.js";
import type { Report } from "./Report.js";

/** Completes what a run measured, and records it where it is to be recorded. */
export function toReport(
  { isRecorded, ...measured }: Pick<Report, "bench" | "seed" | "results"> & { readonly isRecorded: boolean },
  output: Output,
): Report {
  const { bench, seed, results } = measured;
  const report = { bench, ...circumstances(), seed, results };
  if (isRecorded) output.progress(`recorded in ${record(report)}`);
  return report;
}
