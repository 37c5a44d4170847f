import { ProtocolError } from "../errors.js";
import { addMonths } from "./addMonths.js";
import type { Day } from "./Day.js";
import { isLastOfMonth } from "./isLastOfMonth.js";
import type { RevenueTerms } from "./RevenueTerms.js";

/**
 * Reporting periods of a revenue-sharing note: the day each ends, which is its record day, and the day its share is due.
 * The last ends at maturity and can be shorter.
 * @throws SCHEDULE_INVALID, DATE_INVALID
 */
export function revenueSchedule(
  terms: RevenueTerms,
): readonly { readonly endDay: Day; readonly dueDay: Day }[] {
  const { firstPeriodEndDay: first, maturityDay, periodMonths, paymentDays } = terms;
  if (periodMonths < 1n || periodMonths > 12n) {
    throw new ProtocolError("SCHEDULE_INVALID", { problem: "a reporting period is not 1 to 12 months" });
  }
  if (first > maturityDay) {
    throw new ProtocolError("SCHEDULE_INVALID", { problem: "the first period ends after maturity" });
  }
  const isMonthEnd = isLastOfMonth(first);
  const ends: Day[] = [first];
  while ((ends.at(-1) as Day) < maturityDay) {
    const next = addMonths(first, periodMonths * BigInt(ends.length), isMonthEnd);
    ends.push(next > maturityDay ? maturityDay : next);
  }
  return ends.map((endDay) => ({ endDay, dueDay: (endDay + paymentDays) as Day }));
}
