// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Days since 1 January 1970 as dates of the Gregorian calendar, 1970-01-01 … 9999-12-31.
/// Source: spec/instruments.md, BOND-1, BOND-2.
library CalendarDate {
    /// @notice 9999-12-31.
    uint32 internal constant LAST_DAY = 2_932_896;

    uint256 private constant _DAYS_PER_ERA = 146_097; // 400 years
    uint256 private constant _MARCH_0000_TO_1970 = 719_468; // days from 0000-03-01 to 1970-01-01

    /// @notice The day number is after 9999-12-31.
    error CalendarDayOutOfRange(uint256 day);

    /// @notice There is no such date between 1970-01-01 and 9999-12-31.
    error CalendarDateInvalid(uint256 year, uint256 month, uint256 dayOfMonth);

    /// @notice The month is not between January 1970 and December 9999.
    /// @param monthIndex Months since January of the year 0; negative before.
    error CalendarMonthOutOfRange(int256 monthIndex);

    /// @notice Date of a day number.
    /// @return year 1970 … 9999.
    /// @return month 1 … 12.
    /// @return dayOfMonth 1 … 31.
    /// @dev *Reverts:* {CalendarDayOutOfRange}. Years are counted from 1 March, so that a leap day ends its year and
    /// the months from March on have the lengths 31, 30, 31, 30, 31, repeated: 153 days in five months.
    function toDate(uint32 day) internal pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        if (day > LAST_DAY) revert CalendarDayOutOfRange(day);
        uint256 shifted = uint256(day) + _MARCH_0000_TO_1970;
        uint256 era = shifted / _DAYS_PER_ERA;
        uint256 dayOfEra = shifted % _DAYS_PER_ERA;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 monthFromMarch = (5 * dayOfYear + 2) / 153;

        dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    }

    /// @notice Day number of a date.
    /// @dev *Reverts:* {CalendarDateInvalid}.
    function toDay(uint256 year, uint256 month, uint256 dayOfMonth) internal pure returns (uint32) {
        bool isYearMonth = year >= 1970 && year <= 9999 && month >= 1 && month <= 12;
        if (!isYearMonth || dayOfMonth == 0 || dayOfMonth > daysInMonth(year, month)) {
            revert CalendarDateInvalid(year, month, dayOfMonth);
        }
        uint256 marchYear = month <= 2 ? year - 1 : year;
        uint256 monthFromMarch = month <= 2 ? month + 9 : month - 3;
        uint256 dayOfYear = (153 * monthFromMarch + 2) / 5 + dayOfMonth - 1;
        uint256 leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
        return uint32(marchYear * 365 + leapDays + dayOfYear - _MARCH_0000_TO_1970);
    }

    /// @notice Day number `months` later (earlier if negative) on the same day of the month.
    /// @param isMonthEnd True for the last day of the target month; false for the same day, or the month's last if the
    /// month is shorter.
    /// @dev *Reverts:* {CalendarDayOutOfRange}, {CalendarMonthOutOfRange}.
    function addMonths(uint32 day, int256 months, bool isMonthEnd) internal pure returns (uint32) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = toDate(day);
        int256 index = int256(year * 12 + month - 1) + months;
        if (index < 1970 * 12 || index >= 10_000 * 12) revert CalendarMonthOutOfRange(index);
        year = uint256(index) / 12;
        month = (uint256(index) % 12) + 1;
        uint256 length = daysInMonth(year, month);
        return toDay(year, month, isMonthEnd ? length : Math.min(dayOfMonth, length));
    }

    /// @notice Whether the day is the last of its month.
    /// @dev *Reverts:* {CalendarDayOutOfRange}.
    function isLastOfMonth(uint32 day) internal pure returns (bool) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = toDate(day);
        return dayOfMonth == daysInMonth(year, month);
    }

    /// @notice Days in a month, 28 … 31.
    /// @param month 1 … 12.
    function daysInMonth(uint256 year, uint256 month) internal pure returns (uint256) {
        if (month == 2) return isLeapYear(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// @notice Whether the year has a 29 February.
    function isLeapYear(uint256 year) internal pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
