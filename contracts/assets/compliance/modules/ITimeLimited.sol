// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What modules with limits per window share.
interface ITimeLimited {
    error LimitsArraySizeExceeded(address compliance, uint256 arraySize);
}
