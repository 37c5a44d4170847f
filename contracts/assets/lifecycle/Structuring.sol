// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IFinalityClasses} from "../../interfaces/IFinalityClasses.sol";
import {AssetId} from "../../types/AssetId.sol";
import {BondTerms} from "../../types/BondTerms.sol";
import {DayCountConvention} from "../../types/DayCountConvention.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {Instrument} from "../../types/Instrument.sol";
import {RegistrationRecord} from "../../types/RegistrationRecord.sol";
import {RevenueTerms} from "../../types/RevenueTerms.sol";
import {Stage} from "../../types/Stage.sol";
import {StructureTerms} from "../../types/StructureTerms.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IRegistration} from "./IRegistration.sol";
import {IStructuring} from "./IStructuring.sol";
import {CalendarDate} from "./instruments/CalendarDate.sol";
import {CouponSchedule} from "./instruments/CouponSchedule.sol";
import {PaymentPeriods} from "./instruments/PaymentPeriods.sol";

/// @notice See {IStructuring}.
contract Structuring is IStructuring, AccessManaged {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_PERIODS = 600;
    uint256 private constant MAX_DAY = type(uint32).max;
    uint64 private constant MAX_GRACE_PERIOD = 365 days;

    ILifecycle public immutable lifecycle;
    IRegistration public immutable registration;
    IFinalityClasses public immutable finalityClasses;

    mapping(AssetId asset => StructureTerms) private _terms;

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IRegistration registration_,
        IFinalityClasses finalityClasses_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        registration = registration_;
        finalityClasses = finalityClasses_;
    }

    /// @inheritdoc IStructuring
    function submit(AssetId asset, StructureTerms calldata terms) external {
        _checkTerms(terms);
        RegistrationRecord memory record = registration.recordOf(asset);
        if (terms.currency != record.currency) revert StructuringCurrencyMismatch(record.currency, terms.currency);
        uint256 ceiling = Math.mulDiv(record.attestedValue, BPS - terms.haircutBps, BPS);
        uint256 value = Math.mulDiv(terms.units, terms.unitValue, 10 ** terms.decimals, Math.Rounding.Ceil);
        if (value > ceiling) revert StructuringOverValue(ceiling, value);

        _terms[asset] = terms;
        bytes32 submission = lifecycle.propose(asset, Stage.Structured, msg.sender, keccak256(abi.encode(terms)));
        emit StructureSubmitted(asset, submission, terms);
    }

    /// @inheritdoc IStructuring
    function approve(AssetId asset) external restricted {
        _requireFinality(_terms[asset].finality);
        lifecycle.approve(asset, Stage.Structured, msg.sender);
    }

    /// @inheritdoc IStructuring
    function termsOf(AssetId asset) external view returns (StructureTerms memory) {
        return _terms[asset];
    }

    /// @inheritdoc IStructuring
    function maturityOf(AssetId asset) external view returns (uint64) {
        return uint64(PaymentPeriods.maturityDay(_terms[asset])) * 1 days;
    }

    /// @inheritdoc IStructuring
    function valueUp(AssetId asset, uint256 amount) external view returns (uint256) {
        StructureTerms storage terms = _terms[asset];
        return Math.mulDiv(amount, terms.unitValue, 10 ** terms.decimals, Math.Rounding.Ceil);
    }

    /// @inheritdoc IStructuring
    function redemptionDown(AssetId asset, uint256 amount) external view returns (uint256) {
        StructureTerms storage terms = _terms[asset];
        return Math.mulDiv(amount, terms.redemptionValue, 10 ** terms.decimals);
    }

    /// @inheritdoc IStructuring
    function valueCeiling(AssetId asset) external view returns (uint256) {
        return Math.mulDiv(registration.recordOf(asset).attestedValue, BPS - _terms[asset].haircutBps, BPS);
    }

    /// @inheritdoc IStructuring
    function periodCount(AssetId asset) external view returns (uint256) {
        return PaymentPeriods.count(_terms[asset]);
    }

    /// @inheritdoc IStructuring
    function periodOf(AssetId asset, uint256 index) external view returns (uint48 recordDate, uint48 dueDate) {
        StructureTerms memory terms = _terms[asset];
        uint256 count = PaymentPeriods.count(terms);
        if (index == 0 || index > count) revert StructuringPeriodUnknown(count, index);
        (uint32 recordDay, uint32 dueDay) = PaymentPeriods.period(terms, index);
        // Balances at the last second of the record day; payment is due from the first second of the due day.
        return (uint48(recordDay) * 1 days + 1 days - 1, uint48(dueDay) * 1 days);
    }

    /// @inheritdoc IStructuring
    function couponDown(AssetId asset, uint256 index, uint256 supply) external view returns (uint256) {
        StructureTerms memory terms = _terms[asset];
        uint256 face = valueDown(asset, supply);
        return CouponSchedule.couponAmount(abi.decode(terms.instrumentTerms, (BondTerms)), index, face);
    }

    /// @inheritdoc IStructuring
    function revenueShareDown(AssetId asset, uint256 revenue) external view returns (uint256) {
        return Math.mulDiv(revenue, abi.decode(_terms[asset].instrumentTerms, (RevenueTerms)).shareBps, BPS);
    }

    /// @inheritdoc IStructuring
    function instrumentOf(AssetId asset) external view returns (Instrument) {
        return _terms[asset].instrument;
    }

    /// @inheritdoc IStructuring
    function valueDown(AssetId asset, uint256 amount) public view returns (uint256) {
        StructureTerms storage terms = _terms[asset];
        return Math.mulDiv(amount, terms.unitValue, 10 ** terms.decimals);
    }

    function _checkTerms(StructureTerms calldata terms) private view {
        if (terms.decimals > 18) revert StructuringFieldInvalid("decimals");
        if (terms.units == 0) revert StructuringFieldInvalid("units");
        if (terms.unitValue == 0) revert StructuringFieldInvalid("unitValue");
        if (terms.haircutBps >= BPS) revert StructuringFieldInvalid("haircutBps");
        if (terms.gracePeriod > MAX_GRACE_PERIOD) revert StructuringFieldInvalid("gracePeriod");
        if (terms.termSheet == 0) revert StructuringFieldInvalid("termSheet");
        if (terms.instrument == Instrument.None) revert StructuringFieldInvalid("instrument");
        _requireFinality(terms.finality);
        if (terms.instrument == Instrument.FixedCouponBond) {
            _checkShape(terms.instrumentTerms, [MAX_DAY, MAX_DAY, MAX_DAY, 255, uint256(type(DayCountConvention).max)]);
            CouponSchedule.validate(abi.decode(terms.instrumentTerms, (BondTerms)));
        } else {
            _checkShape(terms.instrumentTerms, [MAX_DAY, MAX_DAY, 255, 65_535, 65_535]);
            _checkRevenueTerms(abi.decode(terms.instrumentTerms, (RevenueTerms)));
        }
        uint64 maturity = uint64(PaymentPeriods.maturityDay(terms)) * 1 days;
        if (maturity <= block.timestamp) revert StructuringMatured(maturity, uint64(block.timestamp));
    }

    /// @dev Five words, each within its type, so that decoding cannot fail without a name.
    function _checkShape(bytes calldata encoded, uint256[5] memory limits) private pure {
        if (encoded.length != 160) revert StructuringFieldInvalid("instrumentTerms");
        uint256[5] memory words = abi.decode(encoded, (uint256[5]));
        for (uint256 i = 0; i < 5; ++i) {
            if (words[i] > limits[i]) revert StructuringFieldInvalid("instrumentTerms");
        }
    }

    function _checkRevenueTerms(RevenueTerms memory revenue) private pure {
        if (revenue.periodMonths == 0 || revenue.periodMonths > 12)
            revert StructuringRevenueTermsInvalid("periodMonths");
        if (revenue.shareBps == 0 || revenue.shareBps > BPS) revert StructuringRevenueTermsInvalid("shareBps");
        if (revenue.firstPeriodEndDay == 0) revert StructuringRevenueTermsInvalid("firstPeriodEndDay");
        uint256 longest = MAX_PERIODS * 28;
        bool isOrdered = revenue.maturityDay >= revenue.firstPeriodEndDay;
        if (!isOrdered || revenue.maturityDay - revenue.firstPeriodEndDay > longest) {
            revert StructuringRevenueTermsInvalid("maturityDay");
        }
        // A year of headroom, so that the regular end of the last period is a date too.
        if (revenue.maturityDay > CalendarDate.LAST_DAY - 366) revert StructuringRevenueTermsInvalid("maturityDay");
    }

    function _requireFinality(FinalityClass finalityClass) private view {
        if (!finalityClasses.isEnabled(finalityClass)) revert StructuringFinalityUnavailable(finalityClass);
    }
}
