import { ProtocolError } from "../errors.js";
import type { Day } from "./Day.js";
import { dayOf } from "./dayOf.js";

/**
 * Reads a day written YYYY-MM-DD.
 * @throws DATE_INVALID
 */
export function parseDay(text: string): Day {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) {
    throw new ProtocolError("DATE_INVALID", { value: JSON.stringify(text), problem: "it is not YYYY-MM-DD" });
  }
  const [, year = "", month = "", day = ""] = match;
  return dayOf({ year: BigInt(year), month: BigInt(month), day: BigInt(day) });
}
