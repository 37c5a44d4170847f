// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentityBalances} from "./IIdentityBalances.sol";

/// @notice At most so many identities hold units. Source: COMPLIANCE-42, COMPLIANCE-43.
interface IHolderCountCapModule is IIdentityBalances {
    event HolderCapSet(address indexed compliance, uint256 cap);

    /// @notice Sets the most holders; zero until set. *Caller:* a bound compliance.
    function setHolderCap(uint256 cap) external;

    /// @notice The most holders.
    function getHolderCap(address compliance) external view returns (uint256);

    /// @notice How many identities hold units.
    function getHolderCount(address compliance) external view returns (uint256);
}
