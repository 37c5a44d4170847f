// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A change of what is counted for an identity.
/// @param identity The identity, or the wallet itself while it has none.
/// @param country Country of the wallet through which it changes, ISO 3166-1 numeric.
/// @param before Base units until now.
/// @param current Base units from now on.
struct SumChange {
    address identity;
    uint16 country;
    uint256 before;
    uint256 current;
}
