import { ProtocolError } from "../errors.js";
import type { CivilDate } from "./CivilDate.js";
import type { Day } from "./Day.js";
import { daysInMonth } from "./daysInMonth.js";

/** Days from 1 March of the year 0 to 1 January 1970. */
const epoch = 719_468n;

/**
 * Number of a day. Years are counted from 1 March, so that a leap day ends its year.
 * @throws DATE_INVALID when the date does not exist or lies outside 1970 to 9999.
 */
export function dayOf({ year, month, day }: CivilDate): Day {
  const isMonth = year >= 1970n && year <= 9999n && month >= 1n && month <= 12n;
  if (!isMonth || day < 1n || day > daysInMonth(year, month)) {
    const value = `${String(year)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    throw new ProtocolError("DATE_INVALID", { value, problem: "there is no such day between 1970 and 9999" });
  }
  const marchYear = month <= 2n ? year - 1n : year;
  const monthFromMarch = month <= 2n ? month + 9n : month - 3n;
  const dayOfYear = (153n * monthFromMarch + 2n) / 5n + day - 1n;
  return (marchYear * 365n + marchYear / 4n - marchYear / 100n + marchYear / 400n + dayOfYear - epoch) as Day;
}
