// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentityBalances} from "./IIdentityBalances.sol";

/// @notice No identity holds more than a maximum, over all its wallets. Source: COMPLIANCE-9.
interface IMaxBalanceModule is IIdentityBalances {
    event MaxBalanceSet(address indexed _compliance, uint256 indexed _maxBalance);

    /// @notice Sets the maximum; zero until set. *Caller:* a bound compliance.
    /// @param _max Base units.
    function setMaxBalance(uint256 _max) external;

    /// @notice The maximum, base units.
    function getMaxBalance(address compliance) external view returns (uint256);
}
