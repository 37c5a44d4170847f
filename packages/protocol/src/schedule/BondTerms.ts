import type { Day } from "./Day.js";
import type { DayCountName } from "./dayCounts.js";

/**
 * What fixes every coupon of a fixed-coupon bond.
 * @param couponRatePpm A year, millionths of the face amount, 1 to 1,000,000.
 * @param frequency Coupons a year: 1, 2, 4 or 12.
 */
export interface BondTerms {
  readonly issueDay: Day;
  readonly maturityDay: Day;
  readonly couponRatePpm: bigint;
  readonly frequency: bigint;
  readonly dayCount: DayCountName;
}
