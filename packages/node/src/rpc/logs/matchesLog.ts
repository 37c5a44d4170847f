import type { Log } from "@muniment/protocol";
import type { LogQuery } from "./LogQuery.js";

/** Whether a log is one of those wanted. */
export function matchesLog({ addresses, topics }: LogQuery, log: Log): boolean {
  if (addresses.length > 0 && !addresses.includes(log.address)) return false;
  return topics.every((wanted, place) => {
    const topic = log.topics[place];
    return wanted.length === 0 ? topic !== undefined : topic !== undefined && wanted.includes(topic);
  });
}
