// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DayCountConvention} from "./DayCountConvention.sol";

/// @notice What fixes every coupon of a fixed-coupon bond. Source: spec/instruments.md.
/// @param issueDay First day of interest, days since 1 January 1970.
/// @param maturityDay Last coupon date and redemption date, days since 1 January 1970.
/// @param couponRatePpm Coupon a year, parts per million of the face amount, 1 … 1,000,000.
/// @param frequency Coupons a year: 1, 2, 4 or 12.
/// @param dayCount How a period becomes a fraction of a year.
struct BondTerms {
    uint32 issueDay;
    uint32 maturityDay;
    uint32 couponRatePpm;
    uint8 frequency;
    DayCountConvention dayCount;
}
