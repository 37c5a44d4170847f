// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExchangeIdentities} from "./IExchangeIdentities.sol";
import {ITimeLimited} from "./ITimeLimited.sol";
import {TimeCounter} from "./TimeCounter.sol";
import {TimeLimit} from "./TimeLimit.sol";

/// @notice Limits what an investor sends to an exchange within windows of time.
/// Source: COMPLIANCE-30, COMPLIANCE-31, COMPLIANCE-33.
interface ITimeExchangeLimitsModule is IExchangeIdentities, ITimeLimited {
    event ExchangeLimitUpdated(address indexed compliance, address _exchangeID, uint256 _limitValue, uint32 _limitTime);

    /// @notice Sets the limit of a window for an exchange, at most four. *Caller:* a bound compliance.
    /// @dev *Reverts:* {ITimeLimited-LimitsArraySizeExceeded}.
    function setExchangeLimit(address _exchangeID, TimeLimit calldata _limit) external;

    /// @notice All limits for an exchange.
    function getExchangeLimits(address compliance, address _exchangeID) external view returns (TimeLimit[] memory);

    /// @notice What an investor sent in a window.
    function getExchangeCounter(
        address compliance,
        address _exchangeID,
        address _investorID,
        uint32 _limitTime
    ) external view returns (TimeCounter memory);
}
