import { collectGarbage } from "../../executor/measure/collectGarbage.js";
import { percentile } from "../../executor/report/percentile.js";
import { openLoop } from "../load/openLoop.js";
import type { Flights } from "../load/Flights.js";
import { checkReceipts } from "./checkReceipts.js";
import type { LoadFigures } from "./LoadFigures.js";
import type { Station } from "./Station.js";

export interface Load {
  /** Of the capacity, percent. */
  readonly share: number;
  /** Transactions a second. */
  readonly rate: number;
  readonly count: number;
}

/** Offers a load and says what came of it; every receipt is checked afterwards. */
export async function measureLoad(station: Station, { share, rate, count }: Load): Promise<LoadFigures> {
  const flights = station.take(count);
  station.listener.taken();
  collectGarbage();
  const before = { node: await station.lane.usage(), generator: process.cpuUsage() };
  const { from, to } = await openLoop({ submitter: station.submitter, flights, rate });
  const own = process.cpuUsage(before.generator);
  const after = await station.lane.usage();
  return {
    share,
    offered: rate,
    accepted: (flights.taken * 1000) / (to - from),
    sent: flights.count,
    missing: flights.count - flights.taken,
    refusal: flights.refusal,
    latency: latencyOf(flights),
    checked: checkReceipts(station.listener.taken()),
    cpu: {
      node: (after.all - before.node.all) / flights.count,
      main: (after.main - before.node.main) / flights.count,
      generator: (own.user + own.system) / flights.count,
    },
  };
}

/** What has no receipt has waited forever. */
function latencyOf({ count, scheduled, received }: Flights): LoadFigures["latency"] {
  const latencies = Array.from({ length: count }, (_, index) =>
    received[index] === 0
      ? Number.POSITIVE_INFINITY
      : (received[index] as number) - (scheduled[index] as number),
  );
  return {
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
  };
}
