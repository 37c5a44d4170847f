import type { Day } from "./Day.js";

/**
 * Terms of a revenue-sharing note.
 * @param firstPeriodEndDay Last day of the first reporting period.
 * @param maturityDay Last day of the last reporting period.
 * @param periodMonths Length of a reporting period, 1 to 12.
 * @param paymentDays Days after a period's end by which its share is due.
 * @param shareBps Holders' share of the reported revenue, 1 to 10,000.
 */
export interface RevenueTerms {
  readonly firstPeriodEndDay: Day;
  readonly maturityDay: Day;
  readonly periodMonths: bigint;
  readonly paymentDays: bigint;
  readonly shareBps: bigint;
}
