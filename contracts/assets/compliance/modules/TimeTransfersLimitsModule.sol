// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAgentRole} from "../../../interfaces/erc3643/IAgentRole.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {ITimeTransfersLimitsModule} from "./ITimeTransfersLimitsModule.sol";
import {RuleHooks} from "./RuleHooks.sol";
import {TimeCounter} from "./TimeCounter.sol";
import {TimeLimit} from "./TimeLimit.sol";
import {TimeLimits, WindowCounter, WindowLimits} from "./TimeLimits.sol";

/// @notice Limits what an identity sends within windows of time. Source: COMPLIANCE-27 to COMPLIANCE-29.
contract TimeTransfersLimitsModule is AbstractModule, ITimeTransfersLimitsModule {
    using TimeLimits for WindowLimits;
    using TimeLimits for WindowCounter;

    mapping(bytes32 book => WindowLimits) private _limits;
    mapping(bytes32 book => mapping(address identity => mapping(uint32 time => WindowCounter))) private _counters;

    /// @inheritdoc ITimeTransfersLimitsModule
    function setTimeTransferLimit(TimeLimit calldata limit) external {
        _setLimit(_callerBook(), limit);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function batchSetTimeTransferLimit(TimeLimit[] calldata limits) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < limits.length; ++i) _setLimit(book, limits[i]);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function removeTimeTransferLimit(uint32 limitTime) external {
        _removeLimit(_callerBook(), limitTime);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function batchRemoveTimeTransferLimit(uint32[] calldata limitTimes) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < limitTimes.length; ++i) _removeLimit(book, limitTimes[i]);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function getTimeTransferLimits(address compliance) external view returns (TimeLimit[] memory limits) {
        limits = _limits[_bookOf(compliance)].list();
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function limitValues(
        address compliance,
        uint32 limitTime
    ) external view returns (bool attributedLimit, uint8 limitIndex) {
        return _limits[_bookOf(compliance)].indexOf(limitTime);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function transferLimits(
        address compliance,
        uint256 index
    ) external view returns (uint32 limitTime, uint256 limitValue) {
        TimeLimit memory limit = _limits[_bookOf(compliance)].get(index);
        return (limit.limitTime, limit.limitValue);
    }

    /// @inheritdoc ITimeTransfersLimitsModule
    function usersCounters(
        address compliance,
        address identity,
        uint32 limitTime
    ) external view returns (uint256 value, uint256 timer) {
        TimeCounter memory counter = _counters[_bookOf(compliance)][identity][limitTime].read();
        return (counter.value, counter.timer);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "TimeTransfersLimitsModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER;
    }

    /// @dev What passes beyond a limit, an agent's transfer or a forced one, is not counted.
    function _record(Movement memory movement, bytes32 book) internal override {
        if (_isFree(movement)) return;
        mapping(uint32 time => WindowCounter) storage counters = _counters[book][movement.fromIdentity];
        if (_limits[book].fits(counters, movement.amount)) _limits[book].count(counters, movement.amount);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        if (_isFree(movement)) return true;
        if (_limits[book].fits(_counters[book][movement.fromIdentity], movement.amount)) return true;
        return IAgentRole(movement.token).isAgent(movement.from);
    }

    function _setLimit(bytes32 book, TimeLimit calldata limit) private {
        if (!_limits[book].set(limit)) revert LimitsArraySizeExceeded(msg.sender, TimeLimits.MAX_LIMITS);
        emit TimeTransferLimitUpdated(msg.sender, limit.limitTime, limit.limitValue);
    }

    function _removeLimit(bytes32 book, uint32 limitTime) private {
        if (!_limits[book].remove(limitTime)) revert LimitTimeNotFound(msg.sender, limitTime);
        emit TimeTransferLimitRemoved(msg.sender, limitTime);
    }

    function _isFree(Movement memory movement) private pure returns (bool) {
        return
            movement.amount == 0 ||
            movement.kind != MovementKind.Transfer ||
            movement.fromIdentity == movement.toIdentity;
    }
}
