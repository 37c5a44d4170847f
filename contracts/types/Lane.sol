// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Number of a lane, an ordered chain of L2 blocks with a state root of its own. Zero names none.
/// Source: spec/rollup.md, ROLLUP-1.
type Lane is uint32;

using {equal as ==, differ as !=} for Lane global;

/// @notice Whether two numbers name the same lane.
function equal(Lane a, Lane b) pure returns (bool) {
    return Lane.unwrap(a) == Lane.unwrap(b);
}

/// @notice Whether two numbers name different lanes.
function differ(Lane a, Lane b) pure returns (bool) {
    return Lane.unwrap(a) != Lane.unwrap(b);
}
