import type { Flights } from "./Flights.js";
import type { Submitter } from "./Submitter.js";

export interface ClosedLoop {
  readonly submitter: Submitter;
  readonly flights: Flights;
  /** Batches under way at a time, and transactions of each. */
  readonly together: number;
  readonly batch: number;
}

/**
 * Keeps so many batches under way: the next one is sent when all receipts of one are here.
 * @returns Transactions a second, from the first one sent to the last receipt.
 */
export async function closedLoop({ submitter, flights, together, batch }: ClosedLoop): Promise<number> {
  const { count } = flights;
  const left = new Map<number, { count: number; done: () => void }>();
  flights.onReceived = (index) => {
    const one = left.get(Math.floor(index / batch));
    if (one !== undefined && --one.count === 0) one.done();
  };
  const started = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      const to = Math.min(count, from + batch);
      next = to;
      const settled = new Promise<void>((done) => left.set(from / batch, { count: to - from, done }));
      flights.scheduled.fill(performance.now(), from, to);
      flights.answered(await submitter.send(flights.body(from, to)));
      if (flights.refusal !== undefined) return;
      await settled;
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  const last = flights.received.reduce((latest, at) => Math.max(latest, at), started);
  return (flights.taken * 1000) / (last - started);
}
