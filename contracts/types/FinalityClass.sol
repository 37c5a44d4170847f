// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The security-latency trade-off an asset chooses at structuring. `None` means not chosen yet.
/// Source: spec/lifecycle.md, LIFE-24.
enum FinalityClass {
    None,
    Bulk,
    Standard,
    HighValue
}
