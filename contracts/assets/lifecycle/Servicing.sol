// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Instrument} from "../../types/Instrument.sol";
import {OfferTerms} from "../../types/OfferTerms.sol";
import {Stage} from "../../types/Stage.sol";
import {IDistribution} from "../token/IDistribution.sol";
import {IIssuance} from "./IIssuance.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IServicing} from "./IServicing.sol";
import {IStructuring} from "./IStructuring.sol";
import {CashAmount} from "./instruments/CashAmount.sol";

/// @notice See {IServicing}.
contract Servicing is IServicing, AccessManaged {
    /// @dev A record date must lie in the future when it is fixed; a missed one is made up for with this notice.
    uint48 private constant LATE_NOTICE = 1 minutes;

    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IIssuance public immutable issuance;
    IDistribution public immutable distribution;

    mapping(AssetId asset => uint256 periods) public periodsPaid;
    mapping(AssetId asset => mapping(uint256 period => uint48 recordDate)) public recordDateOf;

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IStructuring structuring_,
        IIssuance issuance_,
        IDistribution distribution_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        issuance = issuance_;
        distribution = distribution_;
    }

    /// @inheritdoc IServicing
    function fixRecordDate(AssetId asset) external returns (uint48 recordDate) {
        _requireRunning(asset);
        uint256 period = _nextPeriod(asset);
        uint48 present = recordDateOf[asset][period];
        if (present != 0) revert ServicingRecordDateFixed(asset, period, present);

        (recordDate, ) = structuring.periodOf(asset, period);
        if (recordDate <= block.timestamp) recordDate = uint48(block.timestamp) + LATE_NOTICE;
        recordDateOf[asset][period] = recordDate;
        emit RecordDateFixed(asset, period, recordDate);
        IRecordDates(lifecycle.tokenOf(asset)).scheduleRecordDate(recordDate);
    }

    /// @inheritdoc IServicing
    function payCoupon(AssetId asset) external restricted returns (bytes32) {
        if (structuring.instrumentOf(asset) != Instrument.FixedCouponBond) revert ServicingWrongInstrument(asset);
        (uint256 period, uint48 recordDate) = _payable(asset);
        uint256 supply = IRecordDates(lifecycle.tokenOf(asset)).totalSupplyAt(recordDate);
        uint256 amount = structuring.couponDown(asset, period, supply);
        return _pay(asset, period, structuring.valueDown(asset, supply), amount, bytes32(0));
    }

    /// @inheritdoc IServicing
    function payRevenueShare(AssetId asset, uint256 revenue, bytes32 report) external restricted returns (bytes32) {
        if (structuring.instrumentOf(asset) != Instrument.RevenueShareNote) revert ServicingWrongInstrument(asset);
        if (report == bytes32(0)) revert ServicingReportMissing(asset);
        (uint256 period, uint48 recordDate) = _payable(asset);
        // Without units at the record date there is nobody to pay.
        bool isHeld = IRecordDates(lifecycle.tokenOf(asset)).totalSupplyAt(recordDate) != 0;
        return _pay(asset, period, revenue, isHeld ? structuring.revenueShareDown(asset, revenue) : 0, report);
    }

    /// @inheritdoc IServicing
    function overdueSince(AssetId asset) external view returns (uint48) {
        uint256 period = periodsPaid[asset] + 1;
        if (period > structuring.periodCount(asset)) return 0;
        (, uint48 dueDate) = structuring.periodOf(asset, period);
        return dueDate <= block.timestamp ? dueDate : 0;
    }

    function _pay(
        AssetId asset,
        uint256 period,
        uint256 base,
        uint256 amount,
        bytes32 report
    ) private returns (bytes32 id) {
        periodsPaid[asset] = period;
        address token = lifecycle.tokenOf(asset);
        uint48 recordDate = recordDateOf[asset][period];
        (, , OfferTerms memory offer) = issuance.offerOf(asset);
        uint256 paid = CashAmount.toCashDown(amount, offer.cash);
        if (paid != 0) id = keccak256(abi.encode(token, recordDate));
        emit PeriodPaid(asset, period, id, base, paid, report);
        if (paid != 0) distribution.declare(token, recordDate, offer.cash, msg.sender, paid);
    }

    function _payable(AssetId asset) private view returns (uint256 period, uint48 recordDate) {
        _requireRunning(asset);
        period = _nextPeriod(asset);
        recordDate = recordDateOf[asset][period];
        if (recordDate == 0 || recordDate >= block.timestamp) revert ServicingRecordDateOpen(asset, period);
    }

    function _nextPeriod(AssetId asset) private view returns (uint256 period) {
        uint256 count = structuring.periodCount(asset);
        period = periodsPaid[asset] + 1;
        if (period > count) revert ServicingAllPaid(asset, count);
    }

    /// @dev Debts are serviced from issuance until maturity, also while suspended or in default.
    function _requireRunning(AssetId asset) private view {
        Stage stage = lifecycle.stageOf(asset);
        if (stage < Stage.Issued || stage > Stage.Defaulted) revert ServicingNotRunning(asset);
    }
}
