// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The most that may move within a window of time.
/// @param limitTime Length of the window, seconds.
/// @param limitValue Base units; 2^208 - 1 or more means no limit, and reads back as 2^256 - 1.
struct TimeLimit {
    uint32 limitTime;
    uint256 limitValue;
}
