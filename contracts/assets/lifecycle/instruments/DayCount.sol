// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DayCountConvention} from "../../../types/DayCountConvention.sol";
import {CalendarDate} from "./CalendarDate.sol";

/// @notice Year fractions of interest periods as exact ratios. Source: spec/instruments.md, BOND-8 to BOND-10.
library DayCount {
    /// @notice The period ends before it starts.
    error DayCountPeriodReversed(uint32 startDay, uint32 endDay);

    /// @notice Fraction of a year between two days.
    /// @param startDay First day of the period, days since 1 January 1970.
    /// @param endDay Day on which the period ends, itself not counted.
    /// @param referenceYearDays Coupons a year times the days of the regular period that holds this one; read by
    /// ActActICMA only.
    /// @return numerator Days counted by the convention.
    /// @return denominator Days of the year counted by the convention.
    /// @dev *Reverts:* {DayCountPeriodReversed}.
    function fraction(
        DayCountConvention convention,
        uint32 startDay,
        uint32 endDay,
        uint256 referenceYearDays
    ) internal pure returns (uint256 numerator, uint256 denominator) {
        if (endDay < startDay) revert DayCountPeriodReversed(startDay, endDay);
        if (convention == DayCountConvention.Thirty360) return (thirty360Days(startDay, endDay), 360);
        return (endDay - startDay, convention == DayCountConvention.Act365F ? 365 : referenceYearDays);
    }

    /// @notice Days of 30/360 (bond basis) between two days.
    function thirty360Days(uint32 startDay, uint32 endDay) internal pure returns (uint256) {
        (uint256 year1, uint256 month1, uint256 day1) = CalendarDate.toDate(startDay);
        (uint256 year2, uint256 month2, uint256 day2) = CalendarDate.toDate(endDay);
        if (day1 == 31) day1 = 30;
        if (day2 == 31 && day1 == 30) day2 = 30;
        // Each side counts from the year 0, so that no difference of parts is ever negative.
        return 360 * year2 + 30 * month2 + day2 - (360 * year1 + 30 * month1 + day1);
    }
}
