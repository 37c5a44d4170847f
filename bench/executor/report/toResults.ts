import { judge } from "../../report/judge.js";
import type { Yardstick } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import type { Measurement } from "../measure/Measurement.js";
import { summarise } from "./summarise.js";
import { targetsOf } from "./targetsOf.js";

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The figures of a workload, as rows. */
export function toResults(measurement: Measurement): Result[] {
  const summary = summarise(measurement);
  const targets = targetsOf(measurement.workload);
  const name = `${measurement.workload}, ${measurement.accounts.toLocaleString("en-US")} accounts`;
  const row = (metric: string, unit: string, value: number, yardstick: Yardstick = {}): Result =>
    judge(
      { case: name, metric, unit, value: round(value, unit === "ratio" ? 3 : unit === "us" ? 2 : 0) },
      yardstick,
    );
  const limit = { name: `recovery only, ${measurement.library}`, value: Math.round(summary.limit) };
  const { cpu, blockTime, perAccount } = summary;
  return [
    row("throughput", "tx/s", summary.throughput, { reference: limit, atLeast: targets.throughput }),
    row("share of the limit", "ratio", summary.throughput / summary.limit, { atLeast: targets.share }),
    row("share of the limit by processor time", "ratio", summary.cpuLimit / cpu.all),
    row("throughput, root per transaction", "tx/s", summary.markedThroughput, { reference: limit }),
    row("processor time, all", "us", cpu.all),
    row("processor time, recovery", "us", cpu.recovery),
    row("processor time, decoding", "us", cpu.decoding),
    row("processor time, execution", "us", cpu.execution),
    row("processor time, tree", "us", cpu.tree),
    row("processor time, receipts and header", "us", cpu.sealing),
    row("processor time, log", "us", cpu.log),
    row("processor time beside recovery", "us", cpu.beside, { target: targets.beside }),
    row("gas per transaction", "gas", summary.gas),
    row("failed transactions", "tx", summary.failed, { target: 0 }),
    row("block time p50", "ms", blockTime.p50),
    row("block time p99", "ms", blockTime.p99),
    row("memory, resident", "MB", summary.resident),
    row("memory per account, slots included", "bytes", perAccount),
    ...(summary.compile === undefined
      ? []
      : [row("slowest compilation", "ms", summary.compile, { target: 150 })]),
  ];
}
