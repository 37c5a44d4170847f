// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What the list of a token means.
enum ListingType {
    /// The token has no list.
    NOT_CONFIGURED,
    /// Only listed investors receive.
    WHITELISTING,
    /// Listed investors do not receive.
    BLACKLISTING
}
