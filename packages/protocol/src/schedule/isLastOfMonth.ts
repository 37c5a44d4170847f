import { civilOf } from "./civilOf.js";
import type { Day } from "./Day.js";
import { daysInMonth } from "./daysInMonth.js";

/** Whether the day is the last of its month. */
export function isLastOfMonth(number: Day): boolean {
  const { year, month, day } = civilOf(number);
  return day === daysInMonth(year, month);
}
