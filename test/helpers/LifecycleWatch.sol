// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IIssuance} from "../../contracts/assets/lifecycle/IIssuance.sol";
import {ILifecycle} from "../../contracts/assets/lifecycle/ILifecycle.sol";
import {ITrading} from "../../contracts/assets/lifecycle/ITrading.sol";
import {IDistribution} from "../../contracts/assets/token/IDistribution.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {Attestation} from "../../contracts/types/Attestation.sol";
import {Checkpoint} from "../../contracts/types/Checkpoint.sol";
import {OfferTerms} from "../../contracts/types/OfferTerms.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {StructureTerms} from "../../contracts/types/StructureTerms.sol";
import {LifecycleEvidence} from "./LifecycleEvidence.sol";
import {VmLogs} from "./VmLogs.sol";

/// Watches every call that actors make: keeps its own stage and chain of each asset from the events alone, and counts
/// what breaks a rule. It decides by the tables of spec/lifecycle.md, not by asking the code that is under test.
abstract contract LifecycleWatch is LifecycleEvidence {
    enum Breach {
        Edge,
        Condition,
        FourEyes,
        Link,
        Evidence,
        Mint,
        HolderTransfer,
        Distribution,
        Redemption
    }

    /// What an asset's events have told so far.
    struct Track {
        Stage stage;
        Stage beforeSuspension;
        Stage beforeDefault;
        bool isOfferOpen;
        ITrading.SuspensionKind kind;
        uint64 suspendedAt;
        uint64 guardedAt;
        uint64 links;
        bytes32 head;
        address issuer;
        address token;
    }

    struct OpenedOffer {
        bytes32 id;
        AssetId asset;
        address escrow;
    }

    mapping(Breach breach => uint256) public breaches;
    mapping(Stage from => mapping(Stage to => uint256)) public moves;
    mapping(bytes4 selector => uint256) public refusals;
    mapping(bytes32 distribution => uint256) public declarations;
    uint256 public mints;
    AssetId[] internal _assets;
    OpenedOffer[] internal _offers;
    bytes32[] internal _distributions;
    mapping(AssetId asset => Track) internal _tracks;
    mapping(address token => AssetId asset) internal _assetOf;
    address private _actor;

    /// Calls as `sender` and takes down what the events tell; false if the call was refused.
    function _call(address sender, address target, bytes memory data) internal returns (bool isDone) {
        _actor = sender;
        vm.recordLogs();
        vm.prank(sender);
        bytes memory answer;
        (isDone, answer) = target.call(data);
        if (!isDone) {
            ++refusals[bytes4(answer)];
            return false;
        }
        VmLogs.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) _read(logs[i]);
    }

    function _expect(bool isKept, Breach breach) internal {
        if (!isKept) ++breaches[breach];
    }

    /// The table of spec/lifecycle.md.
    function _isEdge(Track storage track, Stage from, Stage to) internal view returns (bool) {
        if (to == Stage.Withdrawn || to == Stage.Rejected) return from >= Stage.Registered && from <= Stage.Tokenized;
        if (to == Stage.Redeemed) return from == Stage.Matured || from == Stage.Defaulted;
        bool isRunning = from == Stage.Issued || from == Stage.Trading;
        if (to == Stage.Matured) return isRunning;
        if (to == Stage.Defaulted) return isRunning || from == Stage.Suspended;
        if (from == Stage.Suspended) return to == track.beforeSuspension;
        if (from == Stage.Defaulted) return to == track.beforeDefault;
        if (to == Stage.Suspended) return isRunning;
        if (from == Stage.Structured || from == Stage.Tokenized) {
            if (uint8(to) + 1 == uint8(from)) return true;
        }
        return from < Stage.Trading && uint8(to) == uint8(from) + 1;
    }

    function _read(VmLogs.Log memory log) private {
        bytes32 kind = log.topics[0];
        if (log.emitter == address(lifecycle)) {
            if (kind == ILifecycle.StageAdvanced.selector) _onMove(log.data);
            if (kind == ILifecycle.TokenLinked.selector) {
                _setToken(AssetId.wrap(log.topics[1]), address(uint160(uint256(log.topics[2]))));
            }
        } else if (log.emitter == address(distribution) && kind == IDistribution.DistributionDeclared.selector) {
            _expect(++declarations[log.topics[1]] == 1, Breach.Distribution);
            _distributions.push(log.topics[1]);
        } else if (log.emitter == address(issuance)) {
            Track storage track = _tracks[AssetId.wrap(log.topics[1])];
            if (kind == IIssuance.OfferOpened.selector) {
                track.isOfferOpen = true;
                (address escrow, ) = abi.decode(log.data, (address, address));
                _offers.push(OpenedOffer(log.topics[2], AssetId.wrap(log.topics[1]), escrow));
            } else if (kind == IIssuance.OfferClosed.selector || kind == IIssuance.OfferRefunding.selector) {
                track.isOfferOpen = false;
            }
        } else if (kind == IERC20.Transfer.selector && log.topics[1] == 0 && factory.isSuite(log.emitter)) {
            _onMint(log.emitter);
        }
    }

    function _onMove(bytes memory data) private {
        (Checkpoint memory link, bytes32[] memory evidence, bytes32 hash) = abi.decode(
            data,
            (Checkpoint, bytes32[], bytes32)
        );
        Track storage track = _tracks[link.asset];
        ++moves[link.from][link.to];
        bool isChained = link.previous == track.head && link.index == track.links && link.from == track.stage;
        bool isWhole = link.time == block.timestamp && link.actor == _actor && link.basis != 0;
        _expect(isChained && isWhole && hash == keccak256(abi.encode(link)), Breach.Link);
        _expect(_isEdge(track, track.stage, link.to), Breach.Edge);
        bool isEntry = link.policyVersion != 0;
        if (isEntry) _checkEntry(link, evidence);
        else {
            _expect(evidence.length == 0 && link.evidenceRoot == 0, Breach.Evidence);
            _expect(_isSideMoveAllowed(track, link), Breach.Condition);
        }

        if (link.to == Stage.Defaulted) track.beforeDefault = link.from;
        if (link.to == Stage.Suspended && link.from != Stage.Defaulted) {
            track.beforeSuspension = link.from;
            track.kind = _kindBy(link.actor);
            track.suspendedAt = uint64(block.timestamp);
            if (track.kind == ITrading.SuspensionKind.Guardian) track.guardedAt = track.suspendedAt;
        }
        (track.stage, track.head) = (link.to, hash);
        ++track.links;
    }

    function _checkEntry(Checkpoint memory link, bytes32[] memory evidence) private {
        ILifecycle.Submission memory submission = lifecycle.submissionOf(link.asset, link.to);
        _expect(uint8(link.to) == uint8(link.from) + 1 && link.to <= Stage.Trading, Breach.Edge);
        bool isOther = link.actor != submission.proposer && link.actor != _tracks[link.asset].issuer;
        _expect(isOther && link.basis == submission.hash, Breach.FourEyes);
        bytes32[] memory topics = _topicsOf(link.to);
        bool isProven = evidence.length == topics.length;
        for (uint256 i = 0; isProven && i < topics.length; ++i) {
            Attestation memory statement = attestations.attestationOf(evidence[i]);
            isProven = statement.topic == topics[i] && statement.submission == link.basis;
            if (!_isStated(link.basis, topics[i], statement.subject)) isProven = false;
        }
        _expect(isProven && link.evidenceRoot == keccak256(abi.encodePacked(evidence)), Breach.Evidence);
        if (link.to == Stage.Issued) {
            (, IIssuance.Offer memory offer, OfferTerms memory terms) = issuance.offerOf(link.asset);
            _expect(offer.subscribed >= terms.softCap, Breach.Condition);
        }
    }

    function _isSideMoveAllowed(Track storage track, Checkpoint memory link) private view returns (bool) {
        (Stage from, Stage to, address actor) = (link.from, link.to, link.actor);
        if (to > from && to <= Stage.Trading) return false; // only through a checkpoint
        if (from <= Stage.Tokenized) {
            bool isFree = !track.isOfferOpen && _supplyOf(track) == 0;
            if (to == Stage.Withdrawn) return isFree && actor == track.issuer;
            return isFree && (to != Stage.Rejected || actor != track.issuer);
        }
        if (to == Stage.Redeemed) return _supplyOf(track) == 0;
        uint256 due = servicing.overdueSince(link.asset);
        if (from == Stage.Defaulted) return actor == TRUSTING && due == 0 && !redemption.isWindingUp(link.asset);
        if (to == Stage.Matured) {
            bool isPaid = servicing.periodsPaid(link.asset) == structuring.periodCount(link.asset);
            return isPaid && block.timestamp >= structuring.maturityOf(link.asset);
        }
        if (to == Stage.Defaulted) {
            uint256 grace = structuring.termsOf(link.asset).gracePeriod;
            return actor == TRUSTING && due != 0 && block.timestamp > due + grace;
        }
        if (to == Stage.Suspended) {
            if (actor == GUARDING) return track.guardedAt == 0 || block.timestamp >= track.guardedAt + 30 days;
            return actor == REGULATING || !_isProven(link.asset);
        }
        if (actor == REGULATING) return true;
        if (track.kind == ITrading.SuspensionKind.Guardian) return block.timestamp >= track.suspendedAt + 7 days;
        return track.kind == ITrading.SuspensionKind.Lapse && _isProven(link.asset);
    }

    /// LIFE-36, worked out from the records.
    function _onMint(address token) private {
        ++mints;
        AssetId asset = _assetOf[token];
        Stage stage = _tracks[asset].stage;
        _expect(stage == Stage.Issued || stage == Stage.Trading, Breach.Mint);
        _expect(_isProven(asset) && lifecycle.tokenOf(asset) == token, Breach.Mint);
        _expect(_isCovered(asset, IERC20(token).totalSupply()), Breach.Mint);
    }

    /// Whether `supply` base units are within cap, attested value less haircut, and reserve.
    function _isCovered(AssetId asset, uint256 supply) internal view returns (bool) {
        (, IIssuance.Offer memory offer, OfferTerms memory offered) = issuance.offerOf(asset);
        if (offer.state != IIssuance.OfferState.Closed || supply > offered.hardCap) return false;
        StructureTerms memory terms = structuring.termsOf(asset);
        if (supply > terms.units) return false;
        uint256 one = 10 ** terms.decimals;
        uint256 value = (supply * terms.unitValue + one - 1) / one;
        uint256 ceiling = (registration.recordOf(asset).attestedValue * (10_000 - terms.haircutBps)) / 10_000;
        return value <= ceiling && value <= reserves.reserveOf(asset);
    }

    /// A token that another asset gave back may serve this one.
    function _setToken(AssetId asset, address token) internal {
        Track storage former = _tracks[_assetOf[token]];
        if (former.token == token) former.token = address(0);
        _tracks[asset].token = token;
        _assetOf[token] = asset;
    }

    function _supplyOf(Track storage track) internal view returns (uint256) {
        return track.token == address(0) ? 0 : IERC20(track.token).totalSupply();
    }

    function _kindBy(address actor) private pure returns (ITrading.SuspensionKind) {
        if (actor == REGULATING) return ITrading.SuspensionKind.Regulator;
        return actor == GUARDING ? ITrading.SuspensionKind.Guardian : ITrading.SuspensionKind.Lapse;
    }
}
