import { civilOf } from "./civilOf.js";
import type { Day } from "./Day.js";
import { dayOf } from "./dayOf.js";
import { daysInMonth } from "./daysInMonth.js";

/**
 * The day so many months later, or earlier when negative. Source: BOND-2.
 * @param isMonthEnd Take the last day of the target month; otherwise the same day, or the last if the month is shorter.
 * @throws DATE_INVALID
 */
export function addMonths(from: Day, months: bigint, isMonthEnd: boolean): Day {
  const { year, month, day } = civilOf(from);
  const index = year * 12n + month - 1n + months;
  const target = { year: index / 12n, month: (index % 12n) + 1n };
  const length = daysInMonth(target.year, target.month);
  return dayOf({ ...target, day: isMonthEnd || day > length ? length : day });
}
