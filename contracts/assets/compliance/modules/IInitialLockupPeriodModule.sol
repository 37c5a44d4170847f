// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Newly created units stay put for a period; the lock travels with units moved by force or recovery.
/// Source: COMPLIANCE-13 to COMPLIANCE-15.
interface IInitialLockupPeriodModule is IModule {
    event LockupPeriodSet(address indexed compliance, uint256 lockupPeriodInDays);

    error LockupPeriodTooLong(uint256 limit, uint256 actual);

    /// @notice Sets the period for units created from now on. *Caller:* a bound compliance.
    /// @param _lockupPeriodInDays Days of 86,400 seconds; zero locks nothing.
    /// @dev *Reverts:* {LockupPeriodTooLong}.
    function setLockupPeriod(uint256 _lockupPeriodInDays) external;

    /// @notice The period, seconds.
    function getLockupPeriod(address compliance) external view returns (uint256);

    /// @notice Base units of a wallet that are locked now.
    function lockedOf(address compliance, address wallet) external view returns (uint256);
}
