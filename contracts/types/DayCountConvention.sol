// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How the length of an interest period becomes a fraction of a year. Source: spec/instruments.md, BOND-8 to
/// BOND-10.
enum DayCountConvention {
    Thirty360,
    Act365F,
    ActActICMA
}
