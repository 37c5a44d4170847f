// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IIssuance} from "../../contracts/assets/lifecycle/IIssuance.sol";
import {ILifecycle} from "../../contracts/assets/lifecycle/ILifecycle.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {OfferTerms} from "../../contracts/types/OfferTerms.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {LifecyclePayments} from "./LifecyclePayments.sol";

/// Does the next thing on an asset's way, so that random play gets as far as redemption.
abstract contract LifecycleDriver is LifecyclePayments {
    /// One step with any asset, or with a new one.
    function _advanceAny() internal {
        if (_assets.length < ASSETS && _draw(4) == 0) {
            _registerNew();
            return;
        }
        (bool isFound, AssetId asset) = _pick(2 ** uint8(Stage.Redeemed) - 1);
        if (isFound) _advance(asset);
        else if (_assets.length < ASSETS) _registerNew();
    }

    function _advance(AssetId asset) internal {
        Stage stage = _tracks[asset].stage;
        if (stage < Stage.Tokenized) _advanceEntry(asset, Stage(uint8(stage) + 1));
        else if (stage == Stage.Tokenized) _advanceOffer(asset);
        else if (stage == Stage.Issued) {
            _deliver(asset);
            _advanceEntry(asset, Stage.Trading);
        } else if (stage == Stage.Trading) _advanceTrading(asset);
        else if (stage == Stage.Suspended) _end(asset);
        else if (stage == Stage.Defaulted) _advanceDefaulted(asset);
        else if (stage == Stage.Matured) _advanceMatured(asset);
    }

    /// Submits for the stage unless a submission stands, proves it, and has it approved.
    function _advanceEntry(AssetId asset, Stage stage) internal {
        ILifecycle.Submission memory submission = lifecycle.submissionOf(asset, stage);
        if (submission.hash == 0 || submission.areChangesRequested) {
            if (!_submit(asset, stage)) return;
        }
        if (_draw(10) != 0) _attestAll(asset, stage);
        if (_approve(asset, stage)) return;
        // What cannot be approved, for want of serials or because the terms ran out, comes again another way.
        _submit(asset, stage);
    }

    function _submit(AssetId asset, Stage stage) internal returns (bool) {
        if (stage == Stage.Registered) return _submitRecord(asset);
        if (stage == Stage.Structured) return _submitStructure(asset);
        if (stage == Stage.Tokenized) return _submitToken(asset);
        if (stage == Stage.Issued) return _submitOffer(asset);
        return _submitTrading(asset);
    }

    function _approve(AssetId asset, Stage stage) internal returns (bool) {
        address by = _approver(asset);
        if (stage == Stage.Registered) {
            return _call(by, address(registration), abi.encodeCall(registration.approve, (asset)));
        }
        if (stage == Stage.Structured) {
            return _call(by, address(structuring), abi.encodeCall(structuring.approve, (asset)));
        }
        if (stage == Stage.Tokenized) {
            return _call(by, address(tokenization), abi.encodeCall(tokenization.approve, (asset)));
        }
        return _call(by, address(trading), abi.encodeCall(trading.approve, (asset)));
    }

    function _advanceOffer(AssetId asset) internal {
        (, IIssuance.Offer memory offer, OfferTerms memory terms) = issuance.offerOf(asset);
        if (offer.state != IIssuance.OfferState.Open) {
            // A refunding offer is over; the next is a new revision. One that cannot come any more is the end.
            if (!_submitOffer(asset)) {
                bytes memory data = abi.encodeCall(lifecycle.rollback, (asset, REASON));
                if (block.timestamp + 5 days > structuring.maturityOf(asset)) _call(OFFICER, address(lifecycle), data);
                return;
            }
            _attestAll(asset, Stage.Issued);
            _call(_approver(asset), address(issuance), abi.encodeCall(issuance.openOffer, (asset)));
        } else if (offer.subscribed < terms.hardCap && block.timestamp < terms.closesAt) {
            for (uint256 i = 0; i < 3; ++i) _subscribe(asset, walletOf(_draw(WALLETS)));
        } else {
            _close(asset);
        }
    }

    function _close(AssetId asset) internal {
        if (_draw(6) != 0) _attestAll(asset, Stage.Issued);
        _call(_approver(asset), address(issuance), abi.encodeCall(issuance.close, (asset)));
    }

    function _deliver(AssetId asset) internal {
        address[] memory investors = new address[](WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) investors[i] = walletOf(i);
        _call(STRANGER, address(issuance), abi.encodeCall(issuance.deliver, (asset, investors)));
    }

    /// Pays, and matures the asset when its last payment is made.
    function _advanceTrading(AssetId asset) internal {
        if (servicing.periodsPaid(asset) < structuring.periodCount(asset)) {
            _payPeriod(asset, true);
            return;
        }
        uint256 maturity = structuring.maturityOf(asset);
        if (block.timestamp < maturity) vm.warp(maturity);
        _call(STRANGER, address(trading), abi.encodeCall(trading.mature, (asset)));
    }

    function _end(AssetId asset) internal {
        _call(REGULATING, address(trading), abi.encodeCall(trading.resume, (asset, REASON)));
    }

    function _advanceDefaulted(AssetId asset) internal {
        if (_redeemed[asset].recoverySupply != 0) _redeemAll(asset);
        else if (_draw(3) == 0) _declareRecovery(asset);
        else {
            if (servicing.overdueSince(asset) != 0) _payPeriod(asset, true);
            _call(TRUSTING, address(trading), abi.encodeCall(trading.cure, (asset, REASON)));
        }
    }

    function _advanceMatured(AssetId asset) internal {
        uint256 claim = _claimAtMaturity(asset, _supplyOf(_tracks[asset]));
        uint256 pool = redemption.poolOf(asset);
        if (pool < claim) _fund(asset, claim - pool + _draw(2));
        _redeemAll(asset);
    }

    /// The attester states the reserve, and a stranger reveals the figure.
    function _reportReserve(AssetId asset, uint256 value) internal {
        bytes memory text = bytes(Strings.toString(value));
        bytes32 leaf = keccak256(
            bytes.concat(keccak256(abi.encode(keccak256("reserve"), keccak256(text), bytes32("salt"))))
        );
        bytes32 submission = lifecycle.submissionOf(asset, Stage.Issued).hash;
        bytes32 id = _record(asset, Stage.Issued, submission, RESERVE, _tracks[asset].issuer, leaf);
        bytes memory data = abi.encodeCall(reserves.report, (asset, id, value, bytes32("salt"), new bytes32[](0)));
        _call(STRANGER, address(reserves), data);
    }

    function _redeemAll(AssetId asset) internal {
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 balance = _balanceOf(asset, walletOf(i));
            if (balance != 0) _redeem(asset, walletOf(i), balance, _draw(4) == 0);
        }
        if (_tracks[asset].stage != Stage.Redeemed && _supplyOf(_tracks[asset]) == 0) {
            _call(STRANGER, address(redemption), abi.encodeCall(redemption.finish, (asset)));
        }
    }
}
