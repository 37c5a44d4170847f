// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Terms of a revenue-sharing note. Days are Unix day numbers.
/// @param firstPeriodEndDay Last day of the first reporting period.
/// @param maturityDay Last day of the last reporting period.
/// @param periodMonths Length of a reporting period, months, 1 to 12.
/// @param paymentDays Days after a period's end by which its share is due.
/// @param shareBps Holders' share of the reported revenue, basis points, 1 to 10,000.
struct RevenueTerms {
    uint32 firstPeriodEndDay;
    uint32 maturityDay;
    uint8 periodMonths;
    uint16 paymentDays;
    uint16 shareBps;
}
