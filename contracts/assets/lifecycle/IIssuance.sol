// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {OfferTerms} from "../../types/OfferTerms.sol";

/// @notice Stage four: a primary offer with its own escrow. Its close with the soft cap met enters Issued and delivers
/// units against payment, investor by investor; otherwise every investor takes the money back.
/// Source: spec/lifecycle.md, LIFE-29 to LIFE-38.
interface IIssuance {
    /// @notice Sub-state of an offer inside Tokenized.
    enum OfferState {
        None,
        Open,
        Refunding,
        Closed
    }

    /// @notice An offer as it stands.
    /// @param state Sub-state.
    /// @param escrow Escrow that holds its money.
    /// @param subscribed Base units subscribed and neither delivered, given back nor refunded, plus those delivered.
    /// @param delivered Base units minted.
    struct Offer {
        OfferState state;
        address escrow;
        uint256 subscribed;
        uint256 delivered;
    }

    /// @notice One investor's subscription.
    /// @param units Base units subscribed and not delivered yet.
    /// @param paid Money held for them, minor units of the cash token.
    /// @param refund Money the investor can take back, minor units of the cash token.
    struct Subscription {
        uint256 units;
        uint256 paid;
        uint256 refund;
    }

    event OfferSubmitted(AssetId indexed asset, bytes32 indexed offer, OfferTerms terms);
    event OfferOpened(AssetId indexed asset, bytes32 indexed offer, address escrow, address by);
    event Subscribed(
        AssetId indexed asset,
        bytes32 indexed offer,
        address indexed investor,
        uint256 units,
        uint256 paid
    );
    event AllocationReduced(
        AssetId indexed asset,
        bytes32 indexed offer,
        address indexed investor,
        uint256 units,
        uint256 refund
    );
    event OfferClosed(AssetId indexed asset, bytes32 indexed offer, uint256 units, address by);
    event OfferRefunding(AssetId indexed asset, bytes32 indexed offer, uint256 units, address by);
    event UnitsDelivered(
        AssetId indexed asset,
        bytes32 indexed offer,
        address indexed investor,
        uint256 units,
        uint256 paid
    );
    event DeliveryHeld(AssetId indexed asset, bytes32 indexed offer, address indexed investor, bytes reason);
    event Refunded(AssetId indexed asset, bytes32 indexed offer, address indexed investor, uint256 amount);

    error IssuanceFieldInvalid(bytes32 field);
    error IssuanceOverStructured(uint256 structured, uint256 hardCap);
    error IssuanceOverReserve(uint256 reserve, uint256 value);
    error IssuanceWrongState(AssetId asset, OfferState actual);
    error IssuanceOutsideWindow(uint64 opensAt, uint64 closesAt, uint64 current);
    error IssuanceWindowOpen(uint64 closesAt, uint64 current);
    error IssuanceBelowMinimum(uint256 minimum, uint256 units);
    error IssuanceOverCap(uint256 hardCap, uint256 units);
    error IssuanceInvestorIneligible(AssetId asset, address investor);
    error IssuanceAllocationRaised(address investor, uint256 subscribed, uint256 allocated);
    error IssuanceLengthMismatch(uint256 investors, uint256 units);
    error IssuanceCashShort(uint256 expected, uint256 received);
    error IssuanceNothingToRefund(bytes32 offer, address investor);

    /// @notice Submits offer terms for a tokenized asset. *Caller:* the issuer or an appointed proposer.
    function submit(AssetId asset, OfferTerms calldata terms) external;

    /// @notice Opens the offer: the opening requirements hold now. *Caller:* restricted (distributors), not the
    /// proposer.
    function openOffer(AssetId asset) external;

    /// @notice Subscribes for `units` base units and pays for them into the escrow.
    /// @dev *Caller:* an investor verified in the token's registry with every holder requirement proven.
    function subscribe(AssetId asset, uint256 units) external;

    /// @notice Cuts subscriptions back to the allocations; the difference can be taken back at once.
    /// *Caller:* the proposer of the offer, while it is open.
    function allocate(AssetId asset, address[] calldata investors, uint256[] calldata units) external;

    /// @notice Ends the offer after its window, or before when the hard cap is reached. With the soft cap met enters
    /// Issued; below it, or after the settlement period, refunds. *Caller:* restricted (distributors), not the
    /// proposer.
    function close(AssetId asset) external;

    /// @notice Ends an open offer in refunds before its close. *Caller:* restricted (approvers).
    function cancelOffer(AssetId asset) external;

    /// @notice Ends an offer nobody closed within the settlement period after its window in refunds. *Caller:* anyone.
    function expireOffer(AssetId asset) external;

    /// @notice Delivers units against the escrowed money to each investor who can receive them now; the others stay
    /// held.
    /// *Caller:* anyone.
    function deliver(AssetId asset, address[] calldata investors) external;

    /// @notice Takes back the caller's money: everything of a refunding offer, what an allocation cut off, and what
    /// cannot be delivered because the investor may not receive units.
    /// @param offer Offer, also of an earlier revision.
    function refund(bytes32 offer) external;

    /// @notice The offer of the asset's present submission.
    function offerOf(AssetId asset) external view returns (bytes32 id, Offer memory offer, OfferTerms memory terms);

    function subscriptionOf(bytes32 offer, address investor) external view returns (Subscription memory);

    /// @notice Most base units that may exist: the hard cap of the closed offer, 0 before.
    function capOf(AssetId asset) external view returns (uint256);
}
