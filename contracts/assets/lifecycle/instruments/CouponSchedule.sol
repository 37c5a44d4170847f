// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BondTerms} from "../../../types/BondTerms.sol";
import {CalendarDate} from "./CalendarDate.sol";
import {DayCount} from "./DayCount.sol";

/// @notice Coupon dates and amounts of a fixed-coupon bond, from its terms alone. Source: spec/instruments.md.
library CouponSchedule {
    uint256 private constant _PPM = 1e6;
    /// One year of headroom, so that the regular period of a first stub starts after 1970-01-01.
    uint32 private constant _FIRST_ISSUE_DAY = 366;

    /// @notice The bond does not mature after its issue, or a day lies outside 1971-01-02 … 9999-12-31.
    error BondTermsInvalidPeriod(uint32 issueDay, uint32 maturityDay);

    /// @notice The rate is zero or above 100 % a year.
    error BondTermsInvalidRate(uint32 couponRatePpm);

    /// @notice The frequency is not 1, 2, 4 or 12.
    error BondTermsInvalidFrequency(uint8 frequency);

    /// @notice The bond has no coupon of this number.
    error BondCouponOutOfRange(uint256 coupon, uint256 count);

    /// @notice Checks the terms.
    /// @dev *Reverts:* {BondTermsInvalidPeriod}, {BondTermsInvalidRate}, {BondTermsInvalidFrequency}. *Source:* BOND-3.
    function validate(BondTerms memory terms) internal pure {
        bool isInOrder = terms.issueDay >= _FIRST_ISSUE_DAY && terms.issueDay < terms.maturityDay;
        if (!isInOrder || terms.maturityDay > CalendarDate.LAST_DAY) {
            revert BondTermsInvalidPeriod(terms.issueDay, terms.maturityDay);
        }
        if (terms.couponRatePpm == 0 || terms.couponRatePpm > _PPM) revert BondTermsInvalidRate(terms.couponRatePpm);
        uint8 frequency = terms.frequency;
        if (frequency != 1 && frequency != 2 && frequency != 4 && frequency != 12) {
            revert BondTermsInvalidFrequency(frequency);
        }
    }

    /// @notice Number of coupons, at least 1.
    /// @dev *Reverts:* as {validate}. *Source:* BOND-4.
    function couponCount(BondTerms memory terms) internal pure returns (uint256 count) {
        validate(terms);
        (uint256 issueYear, uint256 issueMonth, ) = CalendarDate.toDate(terms.issueDay);
        (uint256 year, uint256 month, ) = CalendarDate.toDate(terms.maturityDay);
        // The date this many steps back is in the month of issue or after; one more step is before it.
        count = (year * 12 + month - issueYear * 12 - issueMonth) / (12 / terms.frequency);
        if (_dateBeforeMaturity(terms, count) > terms.issueDay) ++count;
    }

    /// @notice Interest period of a coupon; the coupon is due on its last day.
    /// @param coupon 1 … {couponCount}.
    /// @return startDay Issue day for coupon 1, the previous coupon date otherwise.
    /// @return endDay The coupon date.
    /// @dev *Reverts:* as {validate}, {BondCouponOutOfRange}. *Source:* BOND-4 to BOND-6.
    function couponPeriod(
        BondTerms memory terms,
        uint256 coupon
    ) internal pure returns (uint32 startDay, uint32 endDay) {
        uint256 stepsBack = _stepsBack(terms, coupon);
        endDay = _dateBeforeMaturity(terms, stepsBack);
        startDay = coupon == 1 ? terms.issueDay : _dateBeforeMaturity(terms, stepsBack + 1);
    }

    /// @notice Interest of a coupon on a face amount, rounded down.
    /// @param coupon 1 … {couponCount}.
    /// @param faceAmount Face amount, minor units of the currency.
    /// @return Minor units: floor(faceAmount × rate × fraction of a year).
    /// @dev *Reverts:* as {couponPeriod}. *Source:* BOND-7.
    function couponAmount(BondTerms memory terms, uint256 coupon, uint256 faceAmount) internal pure returns (uint256) {
        (uint32 startDay, uint32 endDay) = couponPeriod(terms, coupon);
        uint256 regularDays = endDay - _dateBeforeMaturity(terms, _stepsBack(terms, coupon) + 1);
        (uint256 numerator, uint256 denominator) = DayCount.fraction(
            terms.dayCount,
            startDay,
            endDay,
            regularDays * terms.frequency
        );
        return Math.mulDiv(faceAmount, terms.couponRatePpm * numerator, _PPM * denominator);
    }

    /// Always counted from the maturity itself, so that a short month on the way does not move the later dates.
    function _dateBeforeMaturity(BondTerms memory terms, uint256 steps) private pure returns (uint32) {
        int256 months = int256(steps * (12 / terms.frequency));
        return CalendarDate.addMonths(terms.maturityDay, -months, CalendarDate.isLastOfMonth(terms.maturityDay));
    }

    function _stepsBack(BondTerms memory terms, uint256 coupon) private pure returns (uint256) {
        uint256 count = couponCount(terms);
        if (coupon == 0 || coupon > count) revert BondCouponOutOfRange(coupon, count);
        return count - coupon;
    }
}
