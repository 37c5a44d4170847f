import type { Day } from "./Day.js";

/**
 * One coupon. Its interest is face × rate × numerator ÷ denominator.
 * @param number From 1.
 * @param startDay Issue day or previous coupon date.
 * @param endDay Coupon date.
 */
export interface Coupon {
  readonly number: number;
  readonly startDay: Day;
  readonly endDay: Day;
  readonly numerator: bigint;
  readonly denominator: bigint;
}
