// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What an identity registry knows of one wallet.
/// @param identity Its identity; zero: not registered.
/// @param country ISO 3166-1 numeric.
/// @param verifiedUntil Until when its proofs stand as things are now, Unix seconds; zero: not verified.
struct Party {
    address identity;
    uint16 country;
    uint48 verifiedUntil;
}
