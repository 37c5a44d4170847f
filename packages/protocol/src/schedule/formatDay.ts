import { civilOf } from "./civilOf.js";
import type { Day } from "./Day.js";

/**
 * Writes a day as YYYY-MM-DD.
 * @throws DATE_INVALID
 */
export function formatDay(number: Day): string {
  const { year, month, day } = civilOf(number);
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
