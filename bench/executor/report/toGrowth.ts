import { judge } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import type { Measurement } from "../measure/Measurement.js";
import { caseName } from "./caseName.js";
import { summarise } from "./summarise.js";

/** The size that larger ones are compared with, and the least share of its throughput that they may have. */
const yardstick = 100_000;
const leastShare = 0.6;

const round = (value: number): number => Number(value.toFixed(3));

/** How the cost of a workload grows from 100,000 accounts on; nothing where that size was not measured. */
export function toGrowth(measurements: readonly Measurement[]): Result[] {
  const base = measurements.find(({ accounts }) => accounts === yardstick);
  if (base === undefined) return [];
  const { throughput, cpu } = summarise(base);
  return measurements
    .filter(({ accounts }) => accounts > yardstick)
    .flatMap((measurement) => {
      const summary = summarise(measurement);
      const common = { case: caseName(measurement), unit: "ratio" };
      const metric = "throughput, of that with 100,000 accounts";
      return [
        judge({ ...common, metric, value: round(summary.throughput / throughput) }, { atLeast: leastShare }),
        judge(
          {
            ...common,
            metric: "processor time beside recovery, of that with 100,000 accounts",
            value: round(summary.cpu.beside / cpu.beside),
          },
          {},
        ),
      ];
    });
}
