// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How far L1 has come with a batch. None: it is not committed, or was rolled back.
/// Source: spec/rollup.md, ROLLUP-12 and ROLLUP-17.
enum Level {
    None,
    Committed,
    Final
}
