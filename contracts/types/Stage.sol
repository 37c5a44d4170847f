// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where an asset stands. The values 1 to 5 are the five stages, each entered through its checkpoint;
/// the others are the side states and the ends of an asset's life. Source: spec/lifecycle.md, LIFE-2.
enum Stage {
    None,
    Registered,
    Structured,
    Tokenized,
    Issued,
    Trading,
    Suspended,
    Defaulted,
    Matured,
    Redeemed,
    Rejected,
    Withdrawn
}
