// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Templates an asset can be structured on. Source: spec/lifecycle.md, LIFE-22.
enum Instrument {
    None,
    FixedCouponBond,
    RevenueShareNote
}
