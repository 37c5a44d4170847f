import { judge } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import type { LoadFigures } from "../measure/LoadFigures.js";

/** Accepted transactions a second at full load, and milliseconds to 99 of 100 signed receipts at 80 %. */
const targets = { accepted: 8000, latency: 100, latencyShare: 80, fullShare: 100 } as const;

const round = (value: number): number => Number(value.toFixed(1));

/** The figures of a transport's loads, as rows. */
export function toLoadResults(name: string, capacity: number, loads: readonly LoadFigures[]): Result[] {
  const first = judge(
    { case: name, metric: "capacity, closed loop", unit: "tx/s", value: Math.round(capacity) },
    { atLeast: targets.accepted },
  );
  return [first, ...loads.flatMap((load) => loadRows(name, load))];
}

function loadRows(name: string, load: LoadFigures): Result[] {
  const { share, accepted, offered, latency, cpu, missing, sent, refusal } = load;
  const at = `at ${share} %`;
  const row = (metric: string, unit: string, value: number): Result => ({
    case: name,
    metric: `${metric} ${at}`,
    unit,
    value: round(value),
  });
  const note =
    missing === 0
      ? {}
      : { note: `${missing} of ${sent} were not accepted${refusal === undefined ? "" : `: ${refusal}`}` };
  return [
    { ...row("offered", "tx/s", offered) },
    judge(
      { ...row("accepted", "tx/s", accepted), value: Math.round(accepted), ...note },
      share === targets.fullShare ? { atLeast: targets.accepted } : {},
    ),
    latencyRow(row("signed receipt p50", "ms", latency.p50), undefined),
    latencyRow(row("signed receipt p95", "ms", latency.p95), undefined),
    latencyRow(
      row("signed receipt p99", "ms", latency.p99),
      share === targets.latencyShare ? targets.latency : undefined,
    ),
    row("receipts under a checked signature", "tx", load.checked),
    row("processor time, node", "us", cpu.node),
    row("processor time, node's main thread", "us", cpu.main),
    row("processor time, load generator", "us", cpu.generator),
  ];
}

/** A latency that is not finite has no figure: so many receipts never came. */
function latencyRow(row: Result, target: number | undefined): Result {
  if (row.value === null || !Number.isFinite(row.value)) {
    const missed = target === undefined ? {} : { target, met: false };
    return { ...row, value: null, ...missed, note: "as many receipts did not come" };
  }
  return judge({ ...row, value: row.value }, { target });
}
