// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
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
import {IRedemption} from "./IRedemption.sol";
import {IStructuring} from "./IStructuring.sol";
import {CashAmount} from "./instruments/CashAmount.sol";

/// @notice See {IRedemption}.
contract Redemption is IRedemption, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    bytes32 private constant REDEEMED = keccak256("all units redeemed");

    /// @dev `amount` over `supply` is paid per base unit.
    struct Recovery {
        uint256 amount;
        uint256 supply;
    }

    ILifecycle public immutable lifecycle;
    IStructuring public immutable structuring;
    IIssuance public immutable issuance;

    mapping(AssetId asset => uint256 amount) public poolOf;
    mapping(AssetId asset => uint256 amount) public paidOf;
    mapping(AssetId asset => Recovery) private _recoveries;

    constructor(
        address authority_,
        ILifecycle lifecycle_,
        IStructuring structuring_,
        IIssuance issuance_
    ) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        structuring = structuring_;
        issuance = issuance_;
    }

    /// @inheritdoc IRedemption
    function fund(AssetId asset, uint256 amount) external nonReentrant {
        if (lifecycle.stageOf(asset) != Stage.Matured) revert RedemptionNotOpen(asset);
        _fund(asset, amount);
    }

    /// @inheritdoc IRedemption
    function declareRecovery(AssetId asset, uint256 amount) external restricted nonReentrant {
        if (lifecycle.stageOf(asset) != Stage.Defaulted) revert RedemptionNotOpen(asset);
        if (isWindingUp(asset)) revert RedemptionAlreadyWindingUp(asset);
        uint256 supply = IERC3643(lifecycle.tokenOf(asset)).totalSupply();
        uint256 claim = _claim(asset, supply);
        if (amount > claim) revert RedemptionOverClaim(asset, claim, amount);
        _recoveries[asset] = Recovery({amount: amount, supply: supply});
        emit RecoveryDeclared(asset, msg.sender, amount, supply);
        _fund(asset, amount);
    }

    /// @inheritdoc IRedemption
    function redeem(AssetId asset, uint256 units) external nonReentrant {
        _redeem(asset, msg.sender, units);
    }

    /// @inheritdoc IRedemption
    function redeemFor(AssetId asset, address holder, uint256 units) external restricted nonReentrant {
        _redeem(asset, holder, units);
    }

    /// @inheritdoc IRedemption
    function finish(AssetId asset) external {
        lifecycle.move(asset, Stage.Redeemed, msg.sender, REDEEMED);
    }

    /// @inheritdoc IRedemption
    function returnSurplus(AssetId asset, address to) external restricted nonReentrant {
        if (lifecycle.stageOf(asset) != Stage.Redeemed) revert RedemptionNotOver(asset);
        uint256 amount = poolOf[asset];
        if (amount == 0) revert RedemptionAmountZero(asset);
        poolOf[asset] = 0;
        emit RedemptionSurplusReturned(asset, to, amount);
        _cash(asset).safeTransfer(to, amount);
    }

    /// @inheritdoc IRedemption
    function isWindingUp(AssetId asset) public view returns (bool) {
        return _recoveries[asset].supply != 0;
    }

    /// @inheritdoc IRedemption
    function payoutFor(AssetId asset, uint256 units) public view returns (uint256) {
        Recovery storage recovery = _recoveries[asset];
        if (recovery.supply == 0) return _claim(asset, units);
        return Math.mulDiv(recovery.amount, units, recovery.supply);
    }

    function _redeem(AssetId asset, address holder, uint256 units) private {
        Stage stage = lifecycle.stageOf(asset);
        bool isOpen = stage == Stage.Matured || (stage == Stage.Defaulted && isWindingUp(asset));
        if (!isOpen) revert RedemptionNotOpen(asset);
        if (units == 0) revert RedemptionAmountZero(asset);
        IERC3643 token = IERC3643(lifecycle.tokenOf(asset));
        if (token.isFrozen(holder) || !token.identityRegistry().isVerified(holder)) {
            revert RedemptionHolderIneligible(asset, holder);
        }
        _requireFree(asset, token, holder, units);
        uint256 paid = payoutFor(asset, units);
        if (paid > poolOf[asset]) revert RedemptionUnderfunded(asset, paid, poolOf[asset]);
        poolOf[asset] -= paid;
        paidOf[asset] += paid;
        emit Redeemed(asset, holder, units, paid);
        token.burn(holder, units);
        _cash(asset).safeTransfer(holder, paid);
        if (token.totalSupply() == 0) lifecycle.move(asset, Stage.Redeemed, msg.sender, REDEEMED);
    }

    /// @dev Burning lifts a freeze as far as it must; a redemption must not.
    function _requireFree(AssetId asset, IERC3643 token, address holder, uint256 units) private view {
        uint256 free = Math.saturatingSub(token.balanceOf(holder), token.getFrozenTokens(holder));
        if (units > free) revert RedemptionUnitsShort(asset, holder, free, units);
    }

    function _fund(AssetId asset, uint256 amount) private {
        if (amount == 0) revert RedemptionAmountZero(asset);
        IERC20 cash = _cash(asset);
        poolOf[asset] += amount;
        emit RedemptionFunded(asset, msg.sender, amount);
        uint256 held = cash.balanceOf(address(this));
        cash.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = cash.balanceOf(address(this)) - held;
        if (received != amount) revert RedemptionCashShort(amount, received);
    }

    /// @dev Claim at maturity, minor units of the cash token.
    function _claim(AssetId asset, uint256 units) private view returns (uint256) {
        return CashAmount.toCashDown(structuring.redemptionDown(asset, units), address(_cash(asset)));
    }

    function _cash(AssetId asset) private view returns (IERC20) {
        (, , OfferTerms memory terms) = issuance.offerOf(asset);
        return IERC20(terms.cash);
    }
}
