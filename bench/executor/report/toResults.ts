import { judge } from "../../report/judge.js";
import type { Yardstick } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import type { SmallCheck } from "../check/checkSmall.js";
import type { Measurement } from "../measure/Measurement.js";
import { caseName } from "./caseName.js";
import { summarise } from "./summarise.js";
import type { Summary } from "./summarise.js";
import { targetsOf } from "./targetsOf.js";
import type { Targets } from "./targetsOf.js";

type Row = (metric: string, unit: string, value: number, yardstick?: Yardstick) => Result;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The figures of a workload, as rows. */
export function toResults(measurement: Measurement, check: SmallCheck): Result[] {
  const summary = summarise(measurement);
  const targets = targetsOf(measurement.workload);
  const name = caseName(measurement);
  const row: Row = (metric, unit, value, yardstick = {}) =>
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
    row("processor time, handing over", "us", cpu.handing),
    row("processor time, tree", "us", cpu.tree),
    row("processor time, receipts and header", "us", cpu.sealing),
    row("processor time, log", "us", cpu.log),
    row("processor time beside recovery", "us", cpu.beside, { target: targets.beside }),
    row("gas per transaction", "gas", summary.gas),
    ...aloneRows(summary, targets, row),
    row("transactions that agree with @ethereumjs/vm", "tx", measurement.peers.compared),
    row("leaves whose root agrees with the specification", "leaves", check.leaves),
    row("failed transactions", "tx", summary.failed, { target: 0 }),
    row("block time p50", "ms", blockTime.p50),
    row("block time p99", "ms", blockTime.p99),
    row("memory, resident", "MB", summary.resident),
    ...(perAccount === undefined
      ? []
      : [row("memory per account, slots included", "bytes", perAccount, { target: targets.perAccount })]),
    ...(summary.compile === undefined
      ? []
      : [row("slowest compilation", "ms", summary.compile, { target: 150 })]),
  ];
}

/** Execution alone beside the peers. */
function aloneRows({ alone }: Summary, { times }: Targets, row: Row): Result[] {
  const reference = { name: "@ethereumjs/vm", value: Math.round(alone.reference) };
  const anvil = alone.anvil === undefined ? [] : [{ name: "anvil, mining", value: Math.round(alone.anvil) }];
  return [
    row("execution alone", "tx/s", alone.here, { reference }),
    row("execution alone, times @ethereumjs/vm", "ratio", alone.here / alone.reference, { atLeast: times }),
    ...anvil.map((peer) => row("execution alone, beside anvil", "tx/s", alone.here, { reference: peer })),
  ];
}
