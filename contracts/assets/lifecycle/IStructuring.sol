// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {FinalityClass} from "../../types/FinalityClass.sol";
import {Instrument} from "../../types/Instrument.sol";
import {StructureTerms} from "../../types/StructureTerms.sol";

/// @notice Stage two: a registered asset is cut into units under an instrument's terms.
/// Source: spec/lifecycle.md, LIFE-22 to LIFE-26.
interface IStructuring {
    /// @notice Terms were submitted; the event holds them whole.
    event StructureSubmitted(AssetId indexed asset, bytes32 indexed submission, StructureTerms terms);

    error StructuringFieldInvalid(bytes32 field);
    error StructuringCurrencyMismatch(bytes3 expected, bytes3 actual);
    error StructuringFinalityUnavailable(FinalityClass finalityClass);
    error StructuringOverValue(uint256 ceiling, uint256 actual);
    error StructuringMatured(uint64 maturity, uint64 current);
    error StructuringRevenueTermsInvalid(bytes32 field);
    error StructuringPeriodUnknown(uint256 count, uint256 index);

    /// @notice Submits terms, or a new revision of ones not approved yet.
    /// @dev *Caller:* the issuer or an appointed arranger. *Reverts:* {StructuringFieldInvalid},
    /// {StructuringCurrencyMismatch}, {StructuringFinalityUnavailable}, {StructuringOverValue}, {StructuringMatured},
    /// {StructuringRevenueTermsInvalid}, BondTermsInvalid errors.
    function submit(AssetId asset, StructureTerms calldata terms) external;

    /// @notice Enters Structured. *Caller:* restricted (structure approvers), never the proposer.
    /// @dev *Reverts:* {StructuringFinalityUnavailable}, and as ILifecycle.approve.
    function approve(AssetId asset) external;

    /// @notice Terms last submitted.
    function termsOf(AssetId asset) external view returns (StructureTerms memory);

    /// @notice Maturity, Unix seconds: the start of the maturity day, UTC.
    function maturityOf(AssetId asset) external view returns (uint64);

    /// @notice Value of `amount` base units, millionths of the currency, rounded up.
    function valueUp(AssetId asset, uint256 amount) external view returns (uint256);

    /// @notice Face amount of `amount` base units, millionths of the currency, rounded down.
    function valueDown(AssetId asset, uint256 amount) external view returns (uint256);

    /// @notice What redemption pays for `amount` base units, millionths of the currency, rounded down.
    function redemptionDown(AssetId asset, uint256 amount) external view returns (uint256);

    /// @notice Most that all units may be worth: attested value less the haircut, millionths of the currency, rounded
    /// down.
    function valueCeiling(AssetId asset) external view returns (uint256);

    /// @notice Number of payment periods.
    function periodCount(AssetId asset) external view returns (uint256);

    /// @notice Record date and due date of a payment period, Unix seconds.
    /// @param index 1 to periodCount.
    function periodOf(AssetId asset, uint256 index) external view returns (uint48 recordDate, uint48 dueDate);

    /// @notice Coupon of a bond's period for `supply` base units, millionths of the currency, rounded down.
    function couponDown(AssetId asset, uint256 index, uint256 supply) external view returns (uint256);

    /// @notice Holders' share of `revenue`, same unit, rounded down.
    function revenueShareDown(AssetId asset, uint256 revenue) external view returns (uint256);

    /// @notice Instrument of the asset.
    function instrumentOf(AssetId asset) external view returns (Instrument);
}
