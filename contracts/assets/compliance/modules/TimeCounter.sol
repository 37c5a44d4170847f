// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What was counted in a window.
/// @param value Base units.
/// @param timer End of the window, Unix seconds; from then on the value counts no more.
struct TimeCounter {
    uint256 value;
    uint256 timer;
}
