// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IRecordDates} from "../../interfaces/IRecordDates.sol";
import {IUnitRelease} from "../../interfaces/IUnitRelease.sol";
import {IL1PermissionedGateway} from "./IL1PermissionedGateway.sol";
import {PermissionedHolding} from "./PermissionedHolding.sol";

/// @notice What distributions on L2 have paid for the units that are on L1. Source: spec/bridge.md, BRIDGE-25.
abstract contract PermissionedDistributions is PermissionedHolding {
    using SafeERC20 for IERC20;

    Distribution[] private _distributions;
    mapping(uint64 id => mapping(address holder => bool paid)) private _paid;
    /// @dev Cash of distributions that was not paid yet.
    mapping(address cash => uint256 amount) private _reserved;

    /// @inheritdoc IUnitRelease
    function mirrorRecordDate(address form, uint48 recordDate) external nonReentrant {
        _checkMessage(this.termsOf(form).finalityClass);
        IRecordDates(form).scheduleRecordDate(recordDate);
    }

    /// @inheritdoc IUnitRelease
    function distribute(address form, uint48 recordDate, address cash, uint256 amount) external nonReentrant {
        _checkMessage(this.termsOf(form).finalityClass);
        uint256 free = IERC20(cash).balanceOf(address(this)) - _reserved[cash];
        if (free < amount) revert PermissionedCashMissing(cash, amount, free);

        // Of a date that came too late for L1 count the balances of now.
        bool isKnown = IRecordDates(form).isRecordDate(recordDate);
        if (!isKnown) recordDate = uint48(block.timestamp + 1);
        _reserved[cash] += amount;
        Distribution memory distribution = Distribution(form, recordDate, cash, amount);
        _distributions.push(distribution);
        emit DistributionBridged(uint64(_distributions.length - 1), distribution);
        if (!isKnown) IRecordDates(form).scheduleRecordDate(recordDate);
    }

    /// @inheritdoc IL1PermissionedGateway
    function claimDistribution(uint64 id, address holder) external nonReentrant returns (uint256 amount) {
        _checkOpen();
        if (id >= _distributions.length) revert PermissionedDistributionUnknown(id);
        Distribution memory one = _distributions[id];
        uint256 balance = _paid[id][holder] ? 0 : IRecordDates(one.form).balanceOfAt(holder, one.recordDate);
        if (balance == 0) revert PermissionedNothingDue(id, holder);
        if (!_isEligible(one.form, holder)) revert PermissionedIneligible(one.form, holder);

        amount = Math.mulDiv(one.amount, balance, IRecordDates(one.form).totalSupplyAt(one.recordDate));
        _paid[id][holder] = true;
        _reserved[one.cash] -= amount;
        emit DistributionPaid(id, holder, amount);
        IERC20(one.cash).safeTransfer(holder, amount);
    }

    /// @inheritdoc IL1PermissionedGateway
    function distributionOf(uint64 id) external view returns (Distribution memory) {
        return _distributions[id];
    }
}
