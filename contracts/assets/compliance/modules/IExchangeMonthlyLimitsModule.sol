// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IExchangeIdentities} from "./IExchangeIdentities.sol";

/// @notice Limits what an investor sends to an exchange within 30 days. Source: COMPLIANCE-30 to COMPLIANCE-32.
interface IExchangeMonthlyLimitsModule is IExchangeIdentities {
    event ExchangeMonthlyLimitUpdated(
        address indexed compliance,
        address _exchangeID,
        uint256 _newExchangeMonthlyLimit
    );

    /// @notice Sets the limit for an exchange; zero until set. *Caller:* a bound compliance.
    /// @param _newExchangeMonthlyLimit Base units per investor and 30 days.
    function setExchangeMonthlyLimit(address _exchangeID, uint256 _newExchangeMonthlyLimit) external;

    /// @notice The limit for an exchange, base units.
    function getExchangeMonthlyLimit(address compliance, address _exchangeID) external view returns (uint256);

    /// @notice What an investor sent in the window, base units.
    function getMonthlyCounter(
        address compliance,
        address _exchangeID,
        address _investorID
    ) external view returns (uint256);

    /// @notice End of the window, Unix seconds.
    function getMonthlyTimer(
        address compliance,
        address _exchangeID,
        address _investorID
    ) external view returns (uint256);
}
