// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Terms of a primary offer.
/// @param cash Cash token subscriptions are paid in; assumed to take no fee on transfer (checked on receipt).
/// @param price Price of one whole unit, minor units of the cash token.
/// @param softCap Least subscribed base units at which the offer closes into issuance.
/// @param hardCap Most base units that can be subscribed; at most the structured units.
/// @param minimum Least base units of one subscription.
/// @param opensAt Start of the window, Unix seconds.
/// @param closesAt End of the window, Unix seconds, exclusive.
/// @param reserve Reserve behind the units, millionths of the asset's currency.
/// @param prospectus Hash of the offering document.
struct OfferTerms {
    address cash;
    uint256 price;
    uint256 softCap;
    uint256 hardCap;
    uint256 minimum;
    uint64 opensAt;
    uint64 closesAt;
    uint256 reserve;
    bytes32 prospectus;
}
