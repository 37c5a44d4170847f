import type { BondTerms } from "./BondTerms.js";
import type { Coupon } from "./Coupon.js";

/** Interest of a coupon on a face amount, rounded down, in the unit of the face amount. Source: BOND-7. */
export function couponAmount(terms: BondTerms, coupon: Coupon, faceAmount: bigint): bigint {
  return (faceAmount * terms.couponRatePpm * coupon.numerator) / (1_000_000n * coupon.denominator);
}
