// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CalendarDate} from "../assets/lifecycle/instruments/CalendarDate.sol";
import {CouponSchedule} from "../assets/lifecycle/instruments/CouponSchedule.sol";
import {DayCount} from "../assets/lifecycle/instruments/DayCount.sol";
import {BondTerms} from "../types/BondTerms.sol";
import {DayCountConvention} from "../types/DayCountConvention.sol";

/// @notice Makes the instrument libraries callable from tests.
contract InstrumentsMock {
    function toDate(uint32 day) external pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        return CalendarDate.toDate(day);
    }

    function toDay(uint256 year, uint256 month, uint256 dayOfMonth) external pure returns (uint32) {
        return CalendarDate.toDay(year, month, dayOfMonth);
    }

    function addMonths(uint32 day, int256 months, bool isMonthEnd) external pure returns (uint32) {
        return CalendarDate.addMonths(day, months, isMonthEnd);
    }

    function isLastOfMonth(uint32 day) external pure returns (bool) {
        return CalendarDate.isLastOfMonth(day);
    }

    function fraction(
        DayCountConvention convention,
        uint32 startDay,
        uint32 endDay,
        uint256 referenceYearDays
    ) external pure returns (uint256 numerator, uint256 denominator) {
        return DayCount.fraction(convention, startDay, endDay, referenceYearDays);
    }

    function couponCount(BondTerms calldata terms) external pure returns (uint256) {
        return CouponSchedule.couponCount(terms);
    }

    function couponPeriod(BondTerms calldata terms, uint256 coupon) external pure returns (uint32, uint32) {
        return CouponSchedule.couponPeriod(terms, coupon);
    }

    function couponAmount(
        BondTerms calldata terms,
        uint256 coupon,
        uint256 faceAmount
    ) external pure returns (uint256) {
        return CouponSchedule.couponAmount(terms, coupon, faceAmount);
    }

    /// @notice All coupons of a bond in one call.
    function schedule(
        BondTerms calldata terms,
        uint256 faceAmount
    ) external pure returns (uint32[] memory startDays, uint32[] memory endDays, uint256[] memory amounts) {
        uint256 count = CouponSchedule.couponCount(terms);
        (startDays, endDays, amounts) = (new uint32[](count), new uint32[](count), new uint256[](count));
        for (uint256 i = 0; i < count; ++i) {
            (startDays[i], endDays[i]) = CouponSchedule.couponPeriod(terms, i + 1);
            amounts[i] = CouponSchedule.couponAmount(terms, i + 1, faceAmount);
        }
    }
}
