import { civilOf } from "./civilOf.js";
import type { Day } from "./Day.js";

/** Days of 30/360 (bond basis) between two days; the end of February is not adjusted. Source: BOND-8. */
export function thirty360Days(start: Day, end: Day): bigint {
  const from = civilOf(start);
  const to = civilOf(end);
  const first = from.day === 31n ? 30n : from.day;
  const last = to.day === 31n && first === 30n ? 30n : to.day;
  return 360n * (to.year - from.year) + 30n * (to.month - from.month) + (last - first);
}
