// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";

/// @notice Pays what the instrument's terms owe, period by period: coupons of a bond, revenue shares of a note.
/// Source: spec/servicing.md, SERV-1 to SERV-7.
interface IServicing {
    /// @notice The record date of the next unpaid period was fixed on the token.
    event RecordDateFixed(AssetId indexed asset, uint256 indexed period, uint48 recordDate);

    /// @notice A period was paid, or reported without anything to pay.
    /// @param base Face amount for a coupon, reported revenue for a share; millionths of the currency.
    /// @param amount Paid to holders, minor units of the cash token; 0 without distribution.
    /// @param report Hash of the revenue report, zero for a coupon.
    event PeriodPaid(
        AssetId indexed asset,
        uint256 indexed period,
        bytes32 indexed distribution,
        uint256 base,
        uint256 amount,
        bytes32 report
    );

    error ServicingWrongInstrument(AssetId asset);
    error ServicingNotRunning(AssetId asset);
    error ServicingAllPaid(AssetId asset, uint256 periods);
    error ServicingRecordDateFixed(AssetId asset, uint256 period, uint48 recordDate);
    error ServicingRecordDateOpen(AssetId asset, uint256 period);
    error ServicingReportMissing(AssetId asset);

    /// @notice Fixes the record date of the next unpaid period on the token: the scheduled one, or, when that has
    /// passed,
    /// one minute from now. *Caller:* anyone.
    function fixRecordDate(AssetId asset) external returns (uint48 recordDate);

    /// @notice Pays the next coupon on the supply at its record date. *Caller:* restricted (paying agents), who funds
    /// it.
    function payCoupon(AssetId asset) external returns (bytes32 distribution);

    /// @notice Pays the holders' share of a period's revenue. *Caller:* restricted (paying agents), who funds it.
    /// @param revenue Reported revenue of the period, millionths of the currency.
    /// @param report Hash of the revenue report.
    function payRevenueShare(AssetId asset, uint256 revenue, bytes32 report) external returns (bytes32 distribution);

    /// @notice Due date of the oldest unpaid period if it has come, Unix seconds; 0 when nothing is overdue.
    function overdueSince(AssetId asset) external view returns (uint48);

    /// @notice Periods paid so far.
    function periodsPaid(AssetId asset) external view returns (uint256);

    /// @notice Record date fixed for a period, 0 before.
    function recordDateOf(AssetId asset, uint256 period) external view returns (uint48);
}
