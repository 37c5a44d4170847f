// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../contracts/interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../contracts/interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {ITrading} from "../../contracts/assets/lifecycle/ITrading.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {OfferTerms} from "../../contracts/types/OfferTerms.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {LifecycleDriver} from "./LifecycleDriver.sol";
import {LifecycleProbe} from "./LifecycleProbe.sol";

/// What issuers, officials, investors and strangers may try, each action at random on an asset that it suits; when none
/// does, an asset goes one step on instead.
contract LifecycleHandler is LifecycleDriver {
    uint256 private constant _EARLY =
        (1 << uint8(Stage.Registered)) | (1 << uint8(Stage.Structured)) | (1 << uint8(Stage.Tokenized));
    uint256 private constant _TOKENIZED = 1 << uint8(Stage.Tokenized);
    uint256 private constant _ISSUED = 1 << uint8(Stage.Issued);
    uint256 private constant _SUSPENDED = 1 << uint8(Stage.Suspended);
    uint256 private constant _DEFAULTED = 1 << uint8(Stage.Defaulted);
    uint256 private constant _MATURED = 1 << uint8(Stage.Matured);
    uint256 private constant _RUNNING = _ISSUED | (1 << uint8(Stage.Trading));
    uint256 private constant _SERVICED = _RUNNING | _SUSPENDED | _DEFAULTED;
    uint256 private constant _HELD = _SERVICED | _MATURED;

    uint256 public transfers;
    uint256 public forcedTransfers;
    uint256 public recoveries;
    uint256 public refunds;
    uint256 public probes;
    LifecycleProbe private immutable _probe;
    mapping(address wallet => bool) private _isExpelled;

    constructor() {
        _probe = new LifecycleProbe(lifecycle, address(trading), address(issuance));
    }

    // --- the way ---

    function advance(uint256 seed) external seeded(seed) {
        _advanceAny();
    }

    function register(uint256 seed) external seeded(seed) {
        if (_assets.length < ASSETS) _registerNew();
        else _advanceAny();
    }

    function requestChanges(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(1 | _EARLY | _ISSUED);
        if (!isFound || _draw(2) == 0) return _advanceAny();
        _call(OFFICER, address(lifecycle), abi.encodeCall(lifecycle.requestChanges, (asset, REASON)));
    }

    function leaveEarly(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_EARLY);
        uint256 choice = _draw(8);
        if (!isFound || choice > 3) return _advanceAny();
        address issuer = _tracks[asset].issuer;
        bytes memory rollback = abi.encodeCall(lifecycle.rollback, (asset, REASON));
        if (choice < 2) _call(OFFICER, address(lifecycle), rollback);
        else if (choice == 2) _call(issuer, address(lifecycle), abi.encodeCall(lifecycle.withdraw, (asset, REASON)));
        else {
            address by = _draw(3) == 0 ? issuer : REGULATING;
            _call(by, address(lifecycle), abi.encodeCall(lifecycle.reject, (asset, REASON)));
        }
    }

    // --- the offer ---

    function subscribe(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pickOpenOffer();
        if (!isFound) return _advanceAny();
        _subscribe(asset, walletOf(_draw(WALLETS)));
    }

    function allocate(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pickOpenOffer();
        if (!isFound) return _advanceAny();
        (bytes32 id, , ) = issuance.offerOf(asset);
        address[] memory investors = new address[](1);
        uint256[] memory units = new uint256[](1);
        investors[0] = walletOf(_draw(WALLETS));
        units[0] = _draw(issuance.subscriptionOf(id, investors[0]).units + 2);
        address proposer = lifecycle.submissionOf(asset, Stage.Issued).proposer;
        _call(proposer, address(issuance), abi.encodeCall(issuance.allocate, (asset, investors, units)));
    }

    function endOffer(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pickOpenOffer();
        if (!isFound) return _advanceAny();
        (, , OfferTerms memory terms) = issuance.offerOf(asset);
        uint256 choice = _draw(6);
        if (choice == 0) _call(OFFICER, address(issuance), abi.encodeCall(issuance.cancelOffer, (asset)));
        else if (choice == 1) {
            if (_draw(2) == 0) _warpTo(terms.closesAt + 30 days);
            _call(STRANGER, address(issuance), abi.encodeCall(issuance.expireOffer, (asset)));
        } else {
            if (choice < 5) _warpTo(terms.closesAt);
            _close(asset);
        }
    }

    function deliver(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound) return _advanceAny();
        if (_draw(2) == 0) return _deliver(asset);
        address[] memory investors = new address[](1);
        investors[0] = walletOf(_draw(WALLETS));
        _call(STRANGER, address(issuance), abi.encodeCall(issuance.deliver, (asset, investors)));
    }

    function refund(uint256 seed) external seeded(seed) {
        if (_offers.length == 0) return _advanceAny();
        bytes memory data = abi.encodeCall(issuance.refund, (_offers[_draw(_offers.length)].id));
        if (_call(walletOf(_draw(WALLETS)), address(issuance), data)) ++refunds;
    }

    function reportReserve(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_RUNNING);
        if (!isFound) return _advanceAny();
        uint256 value = structuring.valueUp(asset, _supplyOf(_tracks[asset]));
        _reportReserve(asset, _draw(2) == 0 ? value + _draw(3) : value + _draw(1_000_000e6));
    }

    // --- holders ---

    /// LIFE-19: in whatever stage.
    function transfer(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound) return _advanceAny();
        (address token, address from) = (_tracks[asset].token, _holderOf(asset));
        address to = walletOf(_draw(WALLETS));
        uint256 amount = 1 + _draw(IERC3643(token).balanceOf(from) + 1);
        bool isOpen = _tracks[asset].stage == Stage.Trading && _isEligible(token, from) && _isEligible(token, to);
        uint256 frozen = IERC3643(token).getFrozenTokens(from);
        if (IERC3643(token).balanceOf(from) < frozen + amount) isOpen = false;
        if (!_call(from, token, abi.encodeCall(IERC3643(token).transfer, (to, amount)))) return;
        ++transfers;
        _expect(isOpen, Breach.HolderTransfer);
    }

    function freeze(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound) return _advanceAny();
        (IERC3643 token, address wallet) = (IERC3643(_tracks[asset].token), walletOf(_draw(WALLETS)));
        uint256 choice = _draw(4);
        // Whoever was struck off stays frozen.
        if (choice == 0 || _isExpelled[wallet]) {
            _call(OFFICER, address(token), abi.encodeCall(token.setAddressFrozen, (wallet, true)));
        } else if (choice == 1) {
            _call(OFFICER, address(token), abi.encodeCall(token.setAddressFrozen, (wallet, false)));
        } else if (choice == 2) {
            uint256 amount = _draw(token.balanceOf(wallet) + 1);
            _call(OFFICER, address(token), abi.encodeCall(token.freezePartialTokens, (wallet, amount)));
        } else {
            uint256 amount = token.getFrozenTokens(wallet);
            _call(OFFICER, address(token), abi.encodeCall(token.unfreezePartialTokens, (wallet, amount)));
        }
    }

    function force(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound) return _advanceAny();
        (address from, address to) = (_holderOf(asset), walletOf(_draw(WALLETS)));
        bytes32 reason = _draw(8) == 0 ? bytes32(0) : REASON;
        bytes memory data = abi.encodeCall(
            trading.forceTransfer,
            (asset, from, to, _draw(_balanceOf(asset, from) + 1), reason)
        );
        bool isEligible = _isEligible(_tracks[asset].token, to);
        if (!_call(REGULATING, address(trading), data)) return;
        ++forcedTransfers;
        _expect(isEligible && reason != 0, Breach.HolderTransfer);
    }

    /// Freezes an investor in every token and strikes him off the register; later he may come back.
    function strikeOff(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        address wallet = walletOf(_draw(WALLETS));
        if (!isFound || _draw(2) == 0) return _advanceAny();
        IERC3643IdentityRegistry registry = IERC3643(_tracks[asset].token).identityRegistry();
        bool isOn = registry.contains(wallet);
        if (isOn) {
            _freezeEverywhere(wallet, true);
            _call(OFFICER, address(registry), abi.encodeCall(registry.deleteIdentity, (wallet)));
        } else if (_isExpelled[wallet]) {
            IIdentity identity = IIdentity(identityOf(uint160(wallet) - uint160(walletOf(0))));
            _call(OFFICER, address(registry), abi.encodeCall(registry.registerIdentity, (wallet, identity, 276)));
            _freezeEverywhere(wallet, false);
        } else return;
        _isExpelled[wallet] = isOn;
    }

    /// The wallet's twin takes over in every token where it can; where it cannot the lost wallet is frozen.
    function recover(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound || _draw(3) != 0) return _advanceAny();
        uint256 who = _draw(WALLETS);
        (address lost, address twin, address identity) = (walletOf(who), walletOf(who + 3), identityOf(who));
        if (_isExpelled[lost]) return;
        for (uint256 i = 0; i < _assets.length; ++i) {
            asset = _assets[i];
            if (_tracks[asset].stage < Stage.Issued) continue;
            bytes memory data = abi.encodeCall(trading.recover, (asset, lost, twin, identity, REASON));
            if (_call(OFFICER, address(trading), data)) ++recoveries;
        }
        if (address(identities.storedIdentity(lost)) != address(0)) return;
        _freezeEverywhere(lost, true);
        _isExpelled[lost] = true;
    }

    // --- suspension ---

    function suspend(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_RUNNING | _SUSPENDED);
        uint256 choice = _draw(4);
        if (!isFound || choice == 3) return _advanceAny();
        if (choice == 0) {
            bool isTakeover = _tracks[asset].stage == Stage.Suspended;
            bool isDone = _call(REGULATING, address(trading), abi.encodeCall(trading.suspend, (asset, REASON)));
            if (isDone && isTakeover) _tracks[asset].kind = ITrading.SuspensionKind.Regulator;
        } else if (choice == 1) {
            _call(GUARDING, address(trading), abi.encodeCall(trading.suspendUrgently, (asset, REASON)));
        } else {
            _call(STRANGER, address(trading), abi.encodeCall(trading.suspendLapsed, (asset)));
        }
    }

    function endSuspension(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_SUSPENDED);
        if (!isFound) return _advanceAny();
        uint256 choice = _draw(4);
        if (choice == 0) return _end(asset);
        if (choice == 1) _warpTo(_tracks[asset].suspendedAt + 7 days);
        if (choice == 2) _restate(asset);
        _call(STRANGER, address(trading), abi.encodeCall(trading.release, (asset)));
    }

    /// An attester takes a statement back, or all that was taken back is stated anew.
    function lapse(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_HELD);
        if (!isFound) return _advanceAny();
        if (!_isProven(asset)) {
            if (_draw(3) == 0) return _restate(asset);
            _call(STRANGER, address(trading), abi.encodeCall(trading.suspendLapsed, (asset)));
        } else if (_draw(2) == 0) _revoke(asset, Stage(1 + _draw(5)));
        else _advance(asset);
    }

    // --- payments ---

    function pay(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_SERVICED);
        if (!isFound) return _advanceAny();
        _payPeriod(asset, _draw(3) != 0);
    }

    function claim(uint256 seed) external seeded(seed) {
        if (_distributions.length == 0) return _advanceAny();
        bytes32 id = _distributions[_draw(_distributions.length)];
        if (_draw(3) == 0) _claim(id, walletOf(_draw(WALLETS)));
        else for (uint256 i = 0; i < WALLETS; ++i) _claim(id, walletOf(i));
    }

    function sweep(uint256 seed) external seeded(seed) {
        if (_distributions.length == 0) return _advanceAny();
        bytes32 id = _distributions[_draw(_distributions.length)];
        if (_draw(3) == 0) _declareAgain(id);
        else _sweep(id);
    }

    function declareDefault(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_RUNNING | _SUSPENDED);
        if (!isFound || _draw(3) == 0) return _advanceAny();
        if (_draw(3) != 0 && servicing.periodsPaid(asset) < structuring.periodCount(asset)) {
            (, uint48 due) = structuring.periodOf(asset, servicing.periodsPaid(asset) + 1);
            _warpTo(due + 5 days + _draw(2));
        }
        _call(TRUSTING, address(trading), abi.encodeCall(trading.declareDefault, (asset, REASON)));
    }

    function cure(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_DEFAULTED);
        if (!isFound) return _advanceAny();
        for (uint256 i = 0; i < 8 && servicing.overdueSince(asset) != 0 && _draw(8) != 0; ++i) _payPeriod(asset, true);
        _call(TRUSTING, address(trading), abi.encodeCall(trading.cure, (asset, REASON)));
    }

    function declareRecovery(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_DEFAULTED);
        if (!isFound) return _advanceAny();
        if (!redemption.isWindingUp(asset)) _declareRecovery(asset);
        else _redeemSome(asset);
    }

    function mature(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_RUNNING);
        if (!isFound) return _advanceAny();
        for (uint256 i = 0; i < 8 && _draw(10) != 0; ++i) if (!_payPeriod(asset, true)) break;
        if (_draw(4) != 0) _warpTo(structuring.maturityOf(asset));
        _call(STRANGER, address(trading), abi.encodeCall(trading.mature, (asset)));
    }

    function redeem(uint256 seed) external seeded(seed) {
        (bool isFound, AssetId asset) = _pick(_MATURED);
        if (!isFound) return _advanceAny();
        uint256 claim_ = _claimAtMaturity(asset, _supplyOf(_tracks[asset]));
        if (_draw(2) == 0) _fund(asset, 1 + _draw(claim_ + 1));
        _redeemSome(asset);
        if (_tracks[asset].stage != Stage.Redeemed) return;
        _call(PAYING, address(redemption), abi.encodeCall(redemption.returnSurplus, (asset, PAYING)));
    }

    // --- time and mischief ---

    function wait(uint256 seed) external seeded(seed) {
        vm.warp(block.timestamp + (_draw(3) == 0 ? _draw(30 days) : _draw(1 days)));
    }

    /// LIFE-3, LIFE-36: a stage contract asks for any move at all, and for units, in whatever stage; all is undone.
    function probe(uint256 seed) external seeded(seed) {
        if (_assets.length == 0) return _advanceAny();
        AssetId asset = _assets[_draw(_assets.length)];
        Track storage track = _tracks[asset];
        Stage to = Stage(_draw(12));
        ++probes;
        _expect(_probe.canMove(asset, to) == _isFreeEdge(track, to), Breach.Edge);
        if (track.stage == Stage.Suspended) {
            _expect(_probe.canRestore(asset, track.stage) == track.beforeSuspension, Breach.Edge);
        } else if (track.stage == Stage.Defaulted) {
            _expect(_probe.canRestore(asset, track.stage) == track.beforeDefault, Breach.Edge);
        } else {
            Stage from = _draw(2) == 0 ? Stage.Suspended : Stage.Defaulted;
            _expect(_probe.canRestore(asset, from) == Stage.None, Breach.Edge);
        }
        if (lifecycle.tokenOf(asset) == address(0)) return;
        bool isOpen = track.stage == Stage.Issued || track.stage == Stage.Trading;
        uint256 units = 1 + _draw(2_000);
        bool isAllowed = isOpen && _isProven(asset) && _isCovered(asset, _supplyOf(track) + units);
        _expect(isAllowed || !_probe.canMint(track.token, walletOf(0), units), Breach.Mint);
    }

    function _pickOpenOffer() private returns (bool isFound, AssetId asset) {
        (isFound, asset) = _pick(_TOKENIZED);
        isFound = isFound && _tracks[asset].isOfferOpen;
    }

    function _holderOf(AssetId asset) private returns (address holder) {
        uint256 from = _draw(WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) {
            holder = walletOf(from + i);
            if (_balanceOf(asset, holder) != 0) return holder;
        }
    }

    function _redeemSome(AssetId asset) private {
        if (_draw(3) == 0) return _redeemAll(asset);
        address holder = _holderOf(asset);
        _redeem(asset, holder, _draw(_balanceOf(asset, holder) + 2), _draw(3) == 0);
    }

    /// Whether `move`, which asks no checkpoint, may lead from the present stage to `to`.
    function _isFreeEdge(Track storage track, Stage to) private view returns (bool) {
        if (to != Stage.Suspended && to != Stage.Defaulted && to != Stage.Matured && to != Stage.Redeemed) return false;
        if (track.stage == Stage.Defaulted && to != Stage.Redeemed) return false;
        return _isEdge(track, track.stage, to) && (to != Stage.Redeemed || _supplyOf(track) == 0);
    }

    function _restate(AssetId asset) private {
        for (uint8 i = 1; i <= uint8(Stage.Trading); ++i) _attestAll(asset, Stage(i));
    }

    function _freezeEverywhere(address wallet, bool isFrozen) private {
        for (uint256 i = 0; i < _assets.length; ++i) {
            address token = _tracks[_assets[i]].token;
            if (token == address(0)) continue;
            _call(OFFICER, token, abi.encodeCall(IERC3643(token).setAddressFrozen, (wallet, isFrozen)));
        }
    }

    function _warpTo(uint256 time) private {
        if (time > block.timestamp) vm.warp(time);
    }
}
