// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";
import {ITimeLimited} from "./ITimeLimited.sol";
import {TimeLimit} from "./TimeLimit.sol";

/// @notice Limits what an identity sends within windows of time. Source: COMPLIANCE-27 to COMPLIANCE-29.
interface ITimeTransfersLimitsModule is IModule, ITimeLimited {
    event TimeTransferLimitUpdated(address indexed compliance, uint32 limitTime, uint256 limitValue);
    event TimeTransferLimitRemoved(address indexed compliance, uint32 limitTime);

    error LimitTimeNotFound(address compliance, uint256 limitTime);

    /// @notice Sets the limit of a window, at most four. *Caller:* a bound compliance.
    /// @dev *Reverts:* {ITimeLimited-LimitsArraySizeExceeded}.
    function setTimeTransferLimit(TimeLimit calldata _limit) external;

    /// @notice Sets limits. *Caller:* a bound compliance. *Reverts:* {ITimeLimited-LimitsArraySizeExceeded}.
    function batchSetTimeTransferLimit(TimeLimit[] calldata _limits) external;

    /// @notice Removes the limit of a window. *Caller:* a bound compliance. *Reverts:* {LimitTimeNotFound}.
    function removeTimeTransferLimit(uint32 _limitTime) external;

    /// @notice Removes limits. *Caller:* a bound compliance. *Reverts:* {LimitTimeNotFound}.
    function batchRemoveTimeTransferLimit(uint32[] calldata _limitTimes) external;

    /// @notice All limits.
    function getTimeTransferLimits(address _compliance) external view returns (TimeLimit[] memory limits);

    /// @notice Whether a window has a limit, and at which index.
    function limitValues(
        address compliance,
        uint32 limitTime
    ) external view returns (bool attributedLimit, uint8 limitIndex);

    /// @notice The limit at an index; all zero: there is none.
    function transferLimits(
        address compliance,
        uint256 index
    ) external view returns (uint32 limitTime, uint256 limitValue);

    /// @notice What an identity sent in a window, base units, and when the window ends, Unix seconds.
    function usersCounters(
        address compliance,
        address identity,
        uint32 limitTime
    ) external view returns (uint256 value, uint256 timer);
}
