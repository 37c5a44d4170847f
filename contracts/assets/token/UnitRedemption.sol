// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {IUnitRedemption} from "./IUnitRedemption.sol";

/// @notice See {IUnitRedemption}.
contract UnitRedemption is IUnitRedemption, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    mapping(uint256 id => Offer) private _offers;
    uint256 private _count;

    /// @inheritdoc IUnitRedemption
    function open(Terms calldata terms) external nonReentrant returns (uint256 id) {
        if (!IRwaToken(terms.token).isAgent(msg.sender)) revert UnitRedemptionCallerNotAgent(terms.token, msg.sender);
        bool isValid = terms.price != 0 && terms.lot != 0 && terms.amount != 0 && terms.closesAt > block.timestamp;
        if (!isValid) revert UnitRedemptionTermsInvalid(terms);

        id = ++_count;
        _offers[id] = Offer({terms: terms, payer: msg.sender, pool: terms.amount, units: 0, isClosed: false});
        emit UnitRedemptionOpened(id, terms.token, msg.sender, terms);

        IERC20 cash = IERC20(terms.cash);
        uint256 held = cash.balanceOf(address(this));
        cash.safeTransferFrom(msg.sender, address(this), terms.amount);
        uint256 received = cash.balanceOf(address(this)) - held;
        if (received != terms.amount) revert UnitRedemptionCashShort(terms.amount, received);
    }

    /// @inheritdoc IUnitRedemption
    function redeem(uint256 id, uint256 units) external nonReentrant returns (uint256 paid) {
        Offer storage offer = _openOffer(id);
        Terms memory terms = offer.terms;
        if (block.timestamp >= terms.closesAt) revert UnitRedemptionOver(id);
        IRwaToken token = IRwaToken(terms.token);
        _checkHolder(token, msg.sender, units);
        paid = Math.mulDiv(units, terms.price, terms.lot);
        if (paid == 0) revert UnitRedemptionNothingPaid(id, units);
        if (paid > offer.pool) revert UnitRedemptionPoolShort(id, paid, offer.pool);

        offer.pool -= paid;
        offer.units += units;
        emit UnitsRedeemed(id, msg.sender, units, paid);

        uint256 balance = token.balanceOf(msg.sender);
        token.burn(msg.sender, units);
        uint256 burned = Math.saturatingSub(balance, token.balanceOf(msg.sender));
        if (burned != units) revert UnitRedemptionNotBurned(units, burned);
        IERC20(terms.cash).safeTransfer(msg.sender, paid);
    }

    /// @inheritdoc IUnitRedemption
    function close(uint256 id) external nonReentrant {
        Offer storage offer = _openOffer(id);
        Terms memory terms = offer.terms;
        if (block.timestamp < terms.closesAt && IRwaToken(terms.token).totalSupply() != 0) {
            revert UnitRedemptionStillOpen(id, terms.closesAt);
        }
        uint256 residue = offer.pool;
        (offer.pool, offer.isClosed) = (0, true);
        emit UnitRedemptionClosed(id, offer.payer, residue);
        if (residue != 0) IERC20(terms.cash).safeTransfer(offer.payer, residue);
    }

    /// @inheritdoc IUnitRedemption
    function offerOf(uint256 id) external view returns (Offer memory) {
        return _offers[id];
    }

    function _openOffer(uint256 id) private view returns (Offer storage offer) {
        offer = _offers[id];
        if (offer.payer == address(0)) revert UnitRedemptionUnknown(id);
        if (offer.isClosed) revert UnitRedemptionOver(id);
    }

    /// @dev Burning lifts a freeze as far as it must, and asks neither pause nor registry; a redemption must not get
    /// around them.
    function _checkHolder(IRwaToken token, address holder, uint256 units) private view {
        if (token.paused()) revert UnitRedemptionTokenPaused(address(token));
        if (!token.canSend(holder)) revert UnitRedemptionHolderIneligible(address(token), holder);
        uint256 free = Math.saturatingSub(token.balanceOf(holder), token.getFrozenTokens(holder));
        if (units > free) revert UnitRedemptionUnitsShort(holder, free, units);
    }
}
