import { setTimeout as pause } from "node:timers/promises";
import type { Flights } from "./Flights.js";
import type { Submitter } from "./Submitter.js";

export interface OpenLoop {
  readonly submitter: Submitter;
  readonly flights: Flights;
  /** Transactions a second. */
  readonly rate: number;
}

/** Milliseconds between two looks at what is due. */
const tick = 4;
/** Transactions of a JSON-RPC batch at most. */
const mostTogether = 50;
/** Milliseconds after the last one within which a receipt must come. */
const patience = 10_000;

/**
 * Sends each transaction when its time has come, whatever became of those before; a latency counts from that time, so that
 * nothing is left out when the node or this process is late.
 * @returns When the first one was due, and when the last receipt was here, ms.
 */
export async function openLoop({
  submitter,
  flights,
  rate,
}: OpenLoop): Promise<{ from: number; to: number }> {
  const { count, scheduled } = flights;
  const started = performance.now();
  for (let index = 0; index < count; index++) scheduled[index] = started + (index * 1000) / rate;
  const underWay: Promise<void>[] = [];
  let next = 0;
  while (next < count) {
    const due = Math.min(count, Math.floor(((performance.now() - started) * rate) / 1000) + 1);
    while (next < due) {
      const to = Math.min(due, next + mostTogether);
      underWay.push(submitter.send(flights.body(next, to)).then((text) => flights.answered(text)));
      next = to;
    }
    await pause(tick);
  }
  await Promise.all(underWay);
  const end = performance.now() + patience;
  while (flights.done < count && performance.now() < end) await pause(tick);
  return { from: started, to: flights.received.reduce((latest, at) => Math.max(latest, at), started) };
}
