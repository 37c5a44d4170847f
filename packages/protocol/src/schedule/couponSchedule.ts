import { ProtocolError } from "../errors.js";
import { addMonths } from "./addMonths.js";
import type { BondTerms } from "./BondTerms.js";
import type { Coupon } from "./Coupon.js";
import type { Day } from "./Day.js";
import { isLastOfMonth } from "./isLastOfMonth.js";
import { thirty360Days } from "./thirty360Days.js";

const firstIssueDay = 366n;

/**
 * Every coupon of a bond, first to last. Source: BOND-3 to BOND-10.
 * @throws SCHEDULE_INVALID, DATE_INVALID
 */
export function couponSchedule(terms: BondTerms): readonly Coupon[] {
  validate(terms);
  const step = 12n / terms.frequency;
  const isMonthEnd = isLastOfMonth(terms.maturityDay);
  // Counted from the maturity itself: a short month on the way does not move the later dates.
  const dates: Day[] = [terms.maturityDay];
  while ((dates.at(-1) as Day) > terms.issueDay) {
    dates.push(addMonths(terms.maturityDay, -step * BigInt(dates.length), isMonthEnd));
  }
  return dates
    .reverse()
    .slice(1)
    .map((endDay, index) => {
      const regularStart = dates[index] as Day;
      const startDay = index === 0 ? terms.issueDay : regularStart;
      return { number: index + 1, startDay, endDay, ...fraction(terms, startDay, endDay, regularStart) };
    });
}

function fraction(terms: BondTerms, start: Day, end: Day, regularStart: Day) {
  switch (terms.dayCount) {
    case "30/360":
      return { numerator: thirty360Days(start, end), denominator: 360n };
    case "Act/365F":
      return { numerator: end - start, denominator: 365n };
    case "Act/Act ICMA":
      return { numerator: end - start, denominator: terms.frequency * (end - regularStart) };
  }
}

function validate({ issueDay, maturityDay, couponRatePpm, frequency }: BondTerms): void {
  const refuse = (problem: string) => new ProtocolError("SCHEDULE_INVALID", { problem });
  if (issueDay < firstIssueDay) throw refuse("the issue date is before 1971-01-02");
  if (maturityDay <= issueDay) throw refuse("the maturity is not after the issue date");
  if (couponRatePpm < 1n || couponRatePpm > 1_000_000n)
    throw refuse("the rate is not above 0 % and up to 100 %");
  if (![1n, 2n, 4n, 12n].includes(frequency)) throw refuse("the frequency is not 1, 2, 4 or 12 a year");
}
