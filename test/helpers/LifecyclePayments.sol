// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../contracts/interfaces/erc3643/IERC3643.sol";
import {IRwaToken} from "../../contracts/assets/token/IRwaToken.sol";
import {IDistribution} from "../../contracts/assets/token/IDistribution.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {Instrument} from "../../contracts/types/Instrument.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {StructureTerms} from "../../contracts/types/StructureTerms.sol";
import {LifecycleStages} from "./LifecycleStages.sol";

/// Pays coupons and revenue shares, claims them, and redeems, with an own account of who is owed what.
abstract contract LifecyclePayments is LifecycleStages {
    /// What an asset's redemption has done so far.
    struct Redeemed {
        uint256 units;
        uint256 paid;
        uint256 recovery;
        uint256 recoverySupply;
    }

    uint256 public claims;
    uint256 public sweeps;
    uint256 public redemptions;
    mapping(bytes32 distribution => uint256) public claimedOf;
    mapping(bytes32 distribution => uint256) public residueOf;
    mapping(bytes32 distribution => mapping(address holder => bool)) private _hasClaimed;
    mapping(AssetId asset => Redeemed) internal _redeemed;

    function redeemedOf(AssetId asset) external view returns (Redeemed memory) {
        return _redeemed[asset];
    }

    function distributionCount() external view returns (uint256) {
        return _distributions.length;
    }

    function distributionAt(uint256 index) external view returns (bytes32) {
        return _distributions[index];
    }

    /// Fixes the record date of the next period if need be, waits for it if told so, and pays.
    function _payPeriod(AssetId asset, bool isWaiting) internal returns (bool) {
        uint256 period = servicing.periodsPaid(asset) + 1;
        uint48 recordDate = servicing.recordDateOf(asset, period);
        if (recordDate == 0) {
            bytes memory fixing = abi.encodeCall(servicing.fixRecordDate, (asset));
            if (!_call(STRANGER, address(servicing), fixing)) return false;
            recordDate = servicing.recordDateOf(asset, period);
        }
        if (isWaiting && block.timestamp <= recordDate) vm.warp(uint256(recordDate) + 1);
        bytes memory data =
            structuring.instrumentOf(asset) == Instrument.FixedCouponBond
                ? abi.encodeCall(servicing.payCoupon, (asset))
                : abi.encodeCall(servicing.payRevenueShare, (asset, _draw(1e12), REASON));
        return _call(PAYING, address(servicing), data);
    }

    /// A second distribution for a record date that has one. DIST-1.
    function _declareAgain(bytes32 id) internal {
        IDistribution.Payment memory payment = distribution.paymentOf(id);
        bytes memory data = abi.encodeCall(
            distribution.declare,
            (payment.token, payment.recordDate, address(cash), PAYING, 1 + _draw(1e9))
        );
        _expect(!_call(address(servicing), address(distribution), data), Breach.Distribution);
    }

    function _claim(bytes32 id, address holder) internal {
        IDistribution.Payment memory payment = distribution.paymentOf(id);
        uint256 balance = RwaToken(payment.token).balanceOfAt(holder, payment.recordDate);
        address recipient = holder;
        while (IRwaToken(payment.token).recoveredTo(recipient) != address(0)) {
            recipient = IRwaToken(payment.token).recoveredTo(recipient);
        }
        uint256 before = cash.balanceOf(recipient);
        bool isDone = _call(STRANGER, address(distribution), abi.encodeCall(distribution.claim, (id, holder)));
        if (!isDone) return;
        ++claims;
        uint256 paid = cash.balanceOf(recipient) - before;
        uint256 due = (payment.amount * balance) / payment.supply;
        _expect(paid == due && balance != 0 && !_hasClaimed[id][holder], Breach.Distribution);
        _expect(_isEligible(payment.token, recipient), Breach.Distribution);
        _hasClaimed[id][holder] = true;
        claimedOf[id] += paid;
    }

    function _sweep(bytes32 id) internal {
        uint256 before = cash.balanceOf(PAYING);
        if (!_call(STRANGER, address(distribution), abi.encodeCall(distribution.sweep, (id)))) return;
        ++sweeps;
        residueOf[id] += cash.balanceOf(PAYING) - before;
    }

    function _fund(AssetId asset, uint256 amount) internal returns (bool) {
        return _call(PAYING, address(redemption), abi.encodeCall(redemption.fund, (asset, amount)));
    }

    /// Offers up to a little more than the holders' claim.
    function _declareRecovery(AssetId asset) internal returns (bool isDone) {
        uint256 supply = _supplyOf(_tracks[asset]);
        uint256 claim = _claimAtMaturity(asset, supply);
        uint256 amount = _draw(10) == 0 ? claim + 1 : 1 + _draw(claim + 1);
        bytes memory data = abi.encodeCall(redemption.declareRecovery, (asset, amount));
        isDone = _call(TRUSTING, address(redemption), data);
        if (!isDone) return false;
        _expect(amount <= claim && _redeemed[asset].recoverySupply == 0, Breach.Redemption);
        (_redeemed[asset].recovery, _redeemed[asset].recoverySupply) = (amount, supply);
    }

    function _redeem(AssetId asset, address holder, uint256 units, bool isByAgent) internal returns (bool isDone) {
        uint256 balance = _balanceOf(asset, holder);
        uint256 before = cash.balanceOf(holder);
        bool isAllowed = _isRedeemable(asset, holder, units);
        isDone =
            isByAgent
                ? _call(PAYING, address(redemption), abi.encodeCall(redemption.redeemFor, (asset, holder, units)))
                : _call(holder, address(redemption), abi.encodeCall(redemption.redeem, (asset, units)));
        if (!isDone) return false;
        ++redemptions;
        _expect(isAllowed && _balanceOf(asset, holder) + units == balance, Breach.Redemption);
        Redeemed storage done = _redeemed[asset];
        uint256 paid = cash.balanceOf(holder) - before;
        uint256 claim = _claimAtMaturity(asset, units);
        uint256 due = done.recoverySupply == 0 ? claim : (done.recovery * units) / done.recoverySupply;
        _expect(paid == due && paid <= claim, Breach.Redemption);
        done.units += units;
        done.paid += paid;
    }

    function _isRedeemable(AssetId asset, address holder, uint256 units) private view returns (bool) {
        Stage stage = _tracks[asset].stage;
        bool isOpen = stage == Stage.Matured || (stage == Stage.Defaulted && _redeemed[asset].recoverySupply != 0);
        IERC3643 token = IERC3643(_tracks[asset].token);
        bool isFree = units + token.getFrozenTokens(holder) <= token.balanceOf(holder);
        return isOpen && isFree && units != 0 && _isEligible(address(token), holder);
    }

    /// floor(units × redemption value), in the six decimals of both money and cash.
    function _claimAtMaturity(AssetId asset, uint256 units) internal view returns (uint256) {
        StructureTerms memory terms = structuring.termsOf(asset);
        return (units * terms.redemptionValue) / 10 ** terms.decimals;
    }

    function _balanceOf(AssetId asset, address holder) internal view returns (uint256) {
        address token = _tracks[asset].token;
        return token == address(0) ? 0 : IERC3643(token).balanceOf(holder);
    }

    function _isEligible(address token, address holder) internal view returns (bool) {
        return IERC3643(token).identityRegistry().isVerified(holder) && !IERC3643(token).isFrozen(holder);
    }
}
