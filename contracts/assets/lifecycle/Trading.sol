// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Stage} from "../../types/Stage.sol";
import {TradingTerms} from "../../types/TradingTerms.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IRedemption} from "./IRedemption.sol";
import {IServicing} from "./IServicing.sol";
import {IStructuring} from "./IStructuring.sol";
import {ITrading} from "./ITrading.sol";

/// @notice See {ITrading}.
contract Trading is ITrading, AccessManaged {
    uint64 public constant GUARDIAN_PERIOD = 7 days;
    uint64 public constant GUARDIAN_COOLDOWN = 30 days;

    bytes32 private constant LAPSED = keccak256("attestation lapsed");
    bytes32 private constant RELEASED = keccak256("suspension ended");
    bytes32 private constant MATURED = keccak256("maturity reached");

    struct Suspension {
        SuspensionKind kind;
        uint64 until;
        uint64 guardianFrom;
    }

    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IServicing public immutable servicing;
    IRedemption public immutable redemption;

    mapping(AssetId asset => TradingTerms) private _terms;
    mapping(AssetId asset => Suspension) private _suspensions;

    modifier withReason(bytes32 reason) {
        if (reason == bytes32(0)) revert TradingReasonMissing();
        _;
    }

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IStructuring structuring_,
        IServicing servicing_,
        IRedemption redemption_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        servicing = servicing_;
        redemption = redemption_;
    }

    /// @inheritdoc ITrading
    function submit(AssetId asset, TradingTerms calldata terms) external {
        if (terms.venue == 0) revert TradingFieldInvalid("venue");
        if (terms.navPerUnit == 0) revert TradingFieldInvalid("navPerUnit");
        if (terms.agreement == 0) revert TradingFieldInvalid("agreement");
        _terms[asset] = terms;
        bytes32 submission = lifecycle.propose(asset, Stage.Trading, msg.sender, keccak256(abi.encode(terms)));
        emit TradingSubmitted(asset, submission, terms);
    }

    /// @inheritdoc ITrading
    function approve(AssetId asset) external restricted {
        lifecycle.approve(asset, Stage.Trading, msg.sender);
    }

    /// @inheritdoc ITrading
    function suspend(AssetId asset, bytes32 reason) external restricted withReason(reason) {
        SuspensionKind kind = _suspensions[asset].kind;
        bool isTakeover = kind == SuspensionKind.Guardian || kind == SuspensionKind.Lapse;
        if (isTakeover && lifecycle.stageOf(asset) == Stage.Suspended) {
            // Already suspended by somebody whose suspension ends without the regulator: only the kind changes.
            _order(asset, SuspensionKind.Regulator, 0, reason);
            return;
        }
        _suspend(asset, SuspensionKind.Regulator, 0, reason);
    }

    /// @inheritdoc ITrading
    function suspendUrgently(AssetId asset, bytes32 reason) external restricted {
        uint64 from = _suspensions[asset].guardianFrom;
        if (block.timestamp < from) revert TradingGuardianCooling(asset, from);
        _suspensions[asset].guardianFrom = uint64(block.timestamp) + GUARDIAN_COOLDOWN;
        _suspend(asset, SuspensionKind.Guardian, uint64(block.timestamp) + GUARDIAN_PERIOD, reason);
    }

    /// @inheritdoc ITrading
    function suspendLapsed(AssetId asset) external {
        if (lifecycle.isCurrent(asset)) revert TradingNotLapsed(asset);
        _suspend(asset, SuspensionKind.Lapse, 0, LAPSED);
    }

    /// @inheritdoc ITrading
    function resume(AssetId asset, bytes32 reason) external restricted {
        _resume(asset, reason);
    }

    /// @inheritdoc ITrading
    function release(AssetId asset) external {
        Suspension storage suspension = _suspensions[asset];
        bool isOver =
            (suspension.kind == SuspensionKind.Guardian && block.timestamp >= suspension.until) ||
                (suspension.kind == SuspensionKind.Lapse && lifecycle.isCurrent(asset));
        if (!isOver) revert TradingSuspensionHolds(asset, suspension.kind, suspension.until);
        _resume(asset, RELEASED);
    }

    /// @inheritdoc ITrading
    function declareDefault(AssetId asset, bytes32 reason) external restricted {
        _requireRunning(asset, Stage.Defaulted);
        uint48 due = servicing.overdueSince(asset);
        uint64 graceEnds = due == 0 ? type(uint64).max : due + structuring.termsOf(asset).gracePeriod;
        if (block.timestamp <= graceEnds) revert TradingNotOverdue(asset, graceEnds, uint64(block.timestamp));
        lifecycle.move(asset, Stage.Defaulted, msg.sender, reason);
    }

    /// @inheritdoc ITrading
    function cure(AssetId asset, bytes32 reason) external restricted {
        _requireRunning(asset, lifecycle.stateOf(asset).beforeDefault);
        _requireNothingOverdue(asset);
        if (redemption.isWindingUp(asset)) revert TradingWindingUp(asset);
        lifecycle.restore(asset, Stage.Defaulted, msg.sender, reason);
    }

    /// @inheritdoc ITrading
    function mature(AssetId asset) external {
        _requireRunning(asset, Stage.Matured);
        uint64 maturity = structuring.maturityOf(asset);
        if (block.timestamp < maturity) revert TradingNotMature(asset, maturity, uint64(block.timestamp));
        _requireNothingOverdue(asset);
        (uint256 paid, uint256 periods) = (servicing.periodsPaid(asset), structuring.periodCount(asset));
        if (paid < periods) revert TradingPaymentsOpen(asset, paid, periods);
        lifecycle.move(asset, Stage.Matured, msg.sender, MATURED);
    }

    /// @inheritdoc ITrading
    function forceTransfer(
        AssetId asset,
        address from,
        address to,
        uint256 amount,
        bytes32 reason
    ) external restricted withReason(reason) {
        emit ForcedTransferOrdered(asset, from, to, amount, reason);
        _tokenOf(asset).forcedTransfer(from, to, amount);
    }

    /// @inheritdoc ITrading
    function recover(
        AssetId asset,
        address lost,
        address replacement,
        address identity,
        bytes32 reason
    ) external restricted withReason(reason) {
        emit RecoveryOrdered(asset, lost, replacement, identity, reason);
        _tokenOf(asset).recoveryAddress(lost, replacement, identity);
    }

    /// @inheritdoc ITrading
    function termsOf(AssetId asset) external view returns (TradingTerms memory) {
        return _terms[asset];
    }

    /// @inheritdoc ITrading
    function suspensionOf(AssetId asset) external view returns (SuspensionKind kind, uint64 until) {
        return (_suspensions[asset].kind, _suspensions[asset].until);
    }

    function _order(AssetId asset, SuspensionKind kind, uint64 until, bytes32 reason) private {
        _suspensions[asset].kind = kind;
        _suspensions[asset].until = until;
        emit SuspensionOrdered(asset, kind, until, reason);
    }

    function _suspend(AssetId asset, SuspensionKind kind, uint64 until, bytes32 reason) private {
        _order(asset, kind, until, reason);
        lifecycle.move(asset, Stage.Suspended, msg.sender, reason);
    }

    function _resume(AssetId asset, bytes32 reason) private {
        _suspensions[asset].kind = SuspensionKind.None;
        _suspensions[asset].until = 0;
        lifecycle.restore(asset, Stage.Suspended, msg.sender, reason);
    }

    /// @dev Terms are final and payments run from issuance until maturity; which edge is legal the lifecycle decides.
    function _requireRunning(AssetId asset, Stage to) private view {
        Stage stage = lifecycle.stageOf(asset);
        bool isRunning = stage >= Stage.Issued && stage <= Stage.Defaulted;
        if (!isRunning) revert ILifecycle.LifecycleIllegalMove(asset, stage, to);
    }

    function _tokenOf(AssetId asset) private view returns (IERC3643) {
        address token = lifecycle.tokenOf(asset);
        if (token == address(0)) revert TradingTokenMissing(asset);
        return IERC3643(token);
    }

    function _requireNothingOverdue(AssetId asset) private view {
        uint48 due = servicing.overdueSince(asset);
        if (due != 0) revert TradingStillOverdue(asset, due);
    }
}
