// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondTerms} from "../../../types/BondTerms.sol";
import {Instrument} from "../../../types/Instrument.sol";
import {RevenueTerms} from "../../../types/RevenueTerms.sol";
import {StructureTerms} from "../../../types/StructureTerms.sol";
import {CalendarDate} from "./CalendarDate.sol";
import {CouponSchedule} from "./CouponSchedule.sol";

/// @notice Payment periods of both instruments behind one shape. Source: spec/lifecycle.md, LIFE-23.
library PaymentPeriods {
    /// @notice Number of payment periods.
    function count(StructureTerms memory terms) internal pure returns (uint256) {
        if (terms.instrument == Instrument.FixedCouponBond) {
            return CouponSchedule.couponCount(abi.decode(terms.instrumentTerms, (BondTerms)));
        }
        RevenueTerms memory revenue = abi.decode(terms.instrumentTerms, (RevenueTerms));
        uint256 periods = 1;
        while (_periodEnd(revenue, periods) < revenue.maturityDay) ++periods;
        return periods;
    }

    /// @notice Record day and due day of a period, Unix day numbers.
    /// @param index 1 to count(terms).
    /// @dev A coupon goes to the holders at the end of the day before it is due, a revenue share to those at the end
    /// of the period.
    function period(
        StructureTerms memory terms,
        uint256 index
    ) internal pure returns (uint32 recordDay, uint32 dueDay) {
        if (terms.instrument == Instrument.FixedCouponBond) {
            (, dueDay) = CouponSchedule.couponPeriod(abi.decode(terms.instrumentTerms, (BondTerms)), index);
            return (dueDay - 1, dueDay);
        }
        RevenueTerms memory revenue = abi.decode(terms.instrumentTerms, (RevenueTerms));
        recordDay = _periodEnd(revenue, index);
        if (recordDay > revenue.maturityDay) recordDay = revenue.maturityDay;
        return (recordDay, recordDay + revenue.paymentDays);
    }

    /// @notice Maturity, Unix day number.
    function maturityDay(StructureTerms memory terms) internal pure returns (uint32) {
        if (terms.instrument == Instrument.FixedCouponBond) {
            return abi.decode(terms.instrumentTerms, (BondTerms)).maturityDay;
        }
        return abi.decode(terms.instrumentTerms, (RevenueTerms)).maturityDay;
    }

    function _periodEnd(RevenueTerms memory revenue, uint256 index) private pure returns (uint32) {
        uint32 first = revenue.firstPeriodEndDay;
        int256 months = int256((index - 1) * revenue.periodMonths);
        return CalendarDate.addMonths(first, months, CalendarDate.isLastOfMonth(first));
    }
}
