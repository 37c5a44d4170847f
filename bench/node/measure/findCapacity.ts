import { ProtocolError } from "@muniment/protocol";
import type { Output } from "../../../tasks/output/Output.js";
import { closedLoop } from "../load/closedLoop.js";
import { checkReceipts } from "./checkReceipts.js";
import type { Station } from "./Station.js";

/** Transactions under way at a time: batches and transactions of each. */
const windows = [
  { together: 4, batch: 25 },
  { together: 8, batch: 50 },
  { together: 16, batch: 50 },
  { together: 16, batch: 100 },
  { together: 32, batch: 100 },
] as const;
/** A wider window that adds less than this is one of the last two. */
const worthwhile = 1.03;
const mostIdle = 2;

/**
 * Finds how many transactions a second the node takes when it is never left without: more and more are under way at a
 * time, until that adds nothing.
 * @param count Transactions of a step.
 */
export async function findCapacity(station: Station, count: number, output: Output): Promise<number> {
  let best = 0;
  let idle = 0;
  for (const window of windows) {
    const flights = station.take(count);
    const rate = await closedLoop({ submitter: station.submitter, flights, ...window });
    if (flights.refusal !== undefined)
      throw new ProtocolError("BENCH_INVALID", { problem: `refused: ${flights.refusal}` });
    checkReceipts(station.listener.taken().slice(-1));
    output.progress(`${window.together * window.batch} under way: ${Math.round(rate)} tx/s`);
    idle = rate < best * worthwhile ? idle + 1 : 0;
    best = Math.max(best, rate);
    if (idle === mostIdle) break;
  }
  return best;
}
