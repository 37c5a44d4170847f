// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {AssetId} from "../../types/AssetId.sol";
import {OfferTerms} from "../../types/OfferTerms.sol";
import {Stage} from "../../types/Stage.sol";
import {IIssuance} from "./IIssuance.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IReserve} from "./IReserve.sol";
import {IStructuring} from "./IStructuring.sol";
import {OfferEscrow} from "./OfferEscrow.sol";

/// @notice See {IIssuance}.
contract Issuance is IIssuance, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice Time after the window in which the distributor can close; then anyone can turn the offer to refunds.
    uint64 public constant SETTLEMENT_PERIOD = 30 days;

    uint256 private constant MAX_CASH_DECIMALS = 18;

    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IReserve public immutable reserves;
    address public immutable escrowImplementation;

    mapping(bytes32 offer => Offer) private _offers;
    mapping(bytes32 offer => OfferTerms) private _terms;
    mapping(bytes32 offer => AssetId asset) private _assets;
    mapping(bytes32 offer => mapping(address investor => Subscription)) private _subscriptions;

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IStructuring structuring_,
        IReserve reserves_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        reserves = reserves_;
        escrowImplementation = address(new OfferEscrow());
        OfferEscrow(escrowImplementation).open(IERC20(address(0)));
    }

    /// @inheritdoc IIssuance
    function submit(AssetId asset, OfferTerms calldata terms) external {
        _checkTerms(asset, terms);
        bytes32 id = lifecycle.propose(asset, Stage.Issued, msg.sender, keccak256(abi.encode(terms)));
        _terms[id] = terms;
        _assets[id] = asset;
        emit OfferSubmitted(asset, id, terms);
    }

    /// @inheritdoc IIssuance
    function openOffer(AssetId asset) external restricted {
        (bytes32 id, ILifecycle.Submission memory submission) = _current(asset);
        Offer storage offer = _offers[id];
        if (offer.state != OfferState.None) revert IssuanceWrongState(asset, offer.state);
        _requireOther(asset, submission.proposer);
        lifecycle.requireOpening(asset, Stage.Issued);

        address escrow = Clones.clone(escrowImplementation);
        offer.state = OfferState.Open;
        offer.escrow = escrow;
        emit OfferOpened(asset, id, escrow, msg.sender);
        OfferEscrow(escrow).open(IERC20(_terms[id].cash));
        reserves.set(asset, _terms[id].reserve);
        lifecycle.holdForOffer(asset, true);
    }

    /// @inheritdoc IIssuance
    function subscribe(AssetId asset, uint256 units) external nonReentrant {
        (bytes32 id, ) = _current(asset);
        Offer storage offer = _requireState(asset, id, OfferState.Open);
        OfferTerms storage terms = _terms[id];
        if (block.timestamp < terms.opensAt || block.timestamp >= terms.closesAt) {
            revert IssuanceOutsideWindow(terms.opensAt, terms.closesAt, uint64(block.timestamp));
        }
        if (units == 0 || units < terms.minimum) revert IssuanceBelowMinimum(terms.minimum, units);
        if (units > terms.hardCap - offer.subscribed) {
            revert IssuanceOverCap(terms.hardCap, Math.saturatingAdd(offer.subscribed, units));
        }
        lifecycle.requireHolder(asset, Stage.Issued, msg.sender);
        if (!_isEligible(lifecycle.tokenOf(asset), msg.sender)) revert IssuanceInvestorIneligible(asset, msg.sender);

        uint256 cost = _cost(asset, id, units);
        Subscription storage subscription = _subscriptions[id][msg.sender];
        offer.subscribed += units;
        subscription.units += units;
        subscription.paid += cost;
        emit Subscribed(asset, id, msg.sender, units, cost);
        _collect(IERC20(terms.cash), offer.escrow, cost);
    }

    /// @inheritdoc IIssuance
    function allocate(AssetId asset, address[] calldata investors, uint256[] calldata units) external {
        (bytes32 id, ILifecycle.Submission memory submission) = _current(asset);
        _requireState(asset, id, OfferState.Open);
        if (submission.proposer != msg.sender) {
            revert ILifecycle.LifecycleNotProposer(asset, Stage.Issued, msg.sender);
        }
        if (investors.length != units.length) revert IssuanceLengthMismatch(investors.length, units.length);
        for (uint256 i = 0; i < investors.length; ++i) {
            _reduce(asset, id, investors[i], units[i]);
        }
    }

    /// @inheritdoc IIssuance
    function close(AssetId asset) external restricted {
        (bytes32 id, ILifecycle.Submission memory submission) = _current(asset);
        Offer storage offer = _requireState(asset, id, OfferState.Open);
        _requireOther(asset, submission.proposer);
        OfferTerms storage terms = _terms[id];
        if (block.timestamp < terms.closesAt && offer.subscribed < terms.hardCap) {
            revert IssuanceWindowOpen(terms.closesAt, uint64(block.timestamp));
        }
        bool isLate = block.timestamp >= terms.closesAt + SETTLEMENT_PERIOD;
        if (isLate || offer.subscribed < terms.softCap) {
            _refundAll(asset, id);
            return;
        }
        offer.state = OfferState.Closed;
        emit OfferClosed(asset, id, offer.subscribed, msg.sender);
        lifecycle.approve(asset, Stage.Issued, msg.sender);
        lifecycle.holdForOffer(asset, false);
    }

    /// @inheritdoc IIssuance
    function cancelOffer(AssetId asset) external restricted {
        (bytes32 id, ) = _current(asset);
        _requireState(asset, id, OfferState.Open);
        _refundAll(asset, id);
    }

    /// @inheritdoc IIssuance
    function expireOffer(AssetId asset) external {
        (bytes32 id, ) = _current(asset);
        _requireState(asset, id, OfferState.Open);
        uint64 deadline = _terms[id].closesAt + SETTLEMENT_PERIOD;
        if (block.timestamp < deadline) revert IssuanceWindowOpen(deadline, uint64(block.timestamp));
        _refundAll(asset, id);
    }

    /// @inheritdoc IIssuance
    function deliver(AssetId asset, address[] calldata investors) external nonReentrant {
        (bytes32 id, ) = _current(asset);
        Offer storage offer = _requireState(asset, id, OfferState.Closed);
        address token = lifecycle.tokenOf(asset);
        address issuer = lifecycle.issuerOf(asset);
        for (uint256 i = 0; i < investors.length; ++i) {
            _deliver(asset, id, offer, token, issuer, investors[i]);
        }
    }

    /// @inheritdoc IIssuance
    function refund(bytes32 id) external nonReentrant {
        Offer storage offer = _offers[id];
        Subscription storage subscription = _subscriptions[id][msg.sender];
        uint256 amount = subscription.refund;
        bool isReturned =
            offer.state == OfferState.Refunding ||
                (offer.state == OfferState.Closed && !_isDeliverable(_assets[id], msg.sender, subscription.units));
        if (isReturned) {
            amount += subscription.paid;
            offer.subscribed -= subscription.units;
            subscription.units = 0;
            subscription.paid = 0;
        }
        if (amount == 0) revert IssuanceNothingToRefund(id, msg.sender);
        subscription.refund = 0;
        emit Refunded(_assets[id], id, msg.sender, amount);
        OfferEscrow(offer.escrow).pay(msg.sender, amount);
    }

    /// @inheritdoc IIssuance
    function offerOf(AssetId asset) external view returns (bytes32 id, Offer memory offer, OfferTerms memory terms) {
        id = lifecycle.submissionOf(asset, Stage.Issued).hash;
        return (id, _offers[id], _terms[id]);
    }

    /// @inheritdoc IIssuance
    function subscriptionOf(bytes32 offer, address investor) external view returns (Subscription memory) {
        return _subscriptions[offer][investor];
    }

    /// @inheritdoc IIssuance
    function capOf(AssetId asset) external view returns (uint256) {
        bytes32 id = lifecycle.submissionOf(asset, Stage.Issued).hash;
        return _offers[id].state == OfferState.Closed ? _terms[id].hardCap : 0;
    }

    function _checkTerms(AssetId asset, OfferTerms calldata terms) private view {
        if (!_isCash(terms.cash)) revert IssuanceFieldInvalid("cash");
        if (terms.price == 0) revert IssuanceFieldInvalid("price");
        if (terms.prospectus == 0) revert IssuanceFieldInvalid("prospectus");
        if (terms.softCap == 0 || terms.softCap > terms.hardCap) revert IssuanceFieldInvalid("softCap");
        uint256 structured = structuring.termsOf(asset).units;
        if (terms.hardCap > structured) revert IssuanceOverStructured(structured, terms.hardCap);
        bool isWindow = terms.opensAt < terms.closesAt && terms.closesAt > block.timestamp;
        if (!isWindow || terms.closesAt > structuring.maturityOf(asset)) revert IssuanceFieldInvalid("closesAt");
        uint256 value = structuring.valueUp(asset, terms.hardCap);
        if (value > terms.reserve) revert IssuanceOverReserve(terms.reserve, value);
    }

    function _collect(IERC20 cash, address escrow, uint256 cost) private {
        uint256 held = cash.balanceOf(escrow);
        cash.safeTransferFrom(msg.sender, escrow, cost);
        uint256 received = cash.balanceOf(escrow) - held;
        if (received != cost) revert IssuanceCashShort(cost, received);
    }

    function _reduce(AssetId asset, bytes32 id, address investor, uint256 units) private {
        Subscription storage subscription = _subscriptions[id][investor];
        if (units > subscription.units) revert IssuanceAllocationRaised(investor, subscription.units, units);
        // Each part was rounded up on its own, so the price of all units together is never more than what was paid.
        uint256 kept = units == subscription.units ? subscription.paid : _cost(asset, id, units);
        uint256 released = subscription.paid - kept;
        _offers[id].subscribed -= subscription.units - units;
        subscription.units = units;
        subscription.paid = kept;
        subscription.refund += released;
        emit AllocationReduced(asset, id, investor, units, released);
    }

    function _deliver(
        AssetId asset,
        bytes32 id,
        Offer storage offer,
        address token,
        address issuer,
        address investor
    ) private {
        Subscription storage subscription = _subscriptions[id][investor];
        (uint256 units, uint256 paid) = (subscription.units, subscription.paid);
        if (units == 0) return;
        try IERC3643(token).mint(investor, units) {
            subscription.units = 0;
            subscription.paid = 0;
            offer.delivered += units;
            emit UnitsDelivered(asset, id, investor, units, paid);
            OfferEscrow(offer.escrow).pay(issuer, paid);
        } catch (bytes memory reason) {
            emit DeliveryHeld(asset, id, investor, reason);
        }
    }

    function _refundAll(AssetId asset, bytes32 id) private {
        _offers[id].state = OfferState.Refunding;
        emit OfferRefunding(asset, id, _offers[id].subscribed, msg.sender);
        lifecycle.holdForOffer(asset, false);
    }

    function _current(AssetId asset) private view returns (bytes32 id, ILifecycle.Submission memory submission) {
        submission = lifecycle.submissionOf(asset, Stage.Issued);
        id = submission.hash;
        if (id == bytes32(0)) revert ILifecycle.LifecycleNothingSubmitted(asset, Stage.Issued);
    }

    function _requireState(AssetId asset, bytes32 id, OfferState state) private view returns (Offer storage offer) {
        offer = _offers[id];
        if (offer.state != state) revert IssuanceWrongState(asset, offer.state);
    }

    function _requireOther(AssetId asset, address proposer) private view {
        if (msg.sender == proposer) revert ILifecycle.LifecycleSameParty(asset, msg.sender);
    }

    /// @dev Price of `units` base units, minor units of the cash token, rounded up in the issuer's favour.
    function _cost(AssetId asset, bytes32 id, uint256 units) private view returns (uint256) {
        uint256 one = 10 ** structuring.termsOf(asset).decimals;
        return Math.mulDiv(units, _terms[id].price, one, Math.Rounding.Ceil);
    }

    /// @dev Later payments convert into its decimals, so it must have them, and as many as a payment can bear.
    function _isCash(address cash) private view returns (bool) {
        if (cash.code.length == 0) return false;
        (bool isAnswered, bytes memory answer) = cash.staticcall(abi.encodeCall(IERC20Metadata.decimals, ()));
        return isAnswered && answer.length == 32 && abi.decode(answer, (uint256)) <= MAX_CASH_DECIMALS;
    }

    function _isEligible(address token, address investor) private view returns (bool) {
        return IERC3643(token).identityRegistry().isVerified(investor) && !IERC3643(token).isFrozen(investor);
    }

    function _isDeliverable(AssetId asset, address investor, uint256 units) private view returns (bool) {
        address token = lifecycle.tokenOf(asset);
        return _isEligible(token, investor) && IERC3643(token).compliance().canTransfer(address(0), investor, units);
    }
}
