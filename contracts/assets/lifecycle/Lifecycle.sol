// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {AssetId} from "../../types/AssetId.sol";
import {Checkpoint} from "../../types/Checkpoint.sol";
import {Stage} from "../../types/Stage.sol";
import {ICheckpointPolicy} from "./ICheckpointPolicy.sol";
import {ILifecycle} from "./ILifecycle.sol";

/// @notice See {ILifecycle}.
contract Lifecycle is ILifecycle, AccessManaged {
    ICheckpointPolicy public immutable policy;

    mapping(AssetId asset => Asset) private _assets;
    mapping(AssetId asset => mapping(Stage stage => Submission)) private _submissions;
    mapping(AssetId asset => mapping(Stage stage => mapping(address account => bool))) private _appointed;
    mapping(address token => AssetId asset) private _assetOf;

    modifier withReason(bytes32 reason) {
        if (reason == bytes32(0)) revert LifecycleReasonMissing();
        _;
    }

    constructor(address authority_, ICheckpointPolicy policy_) AccessManaged(authority_) {
        policy = policy_;
    }

    /// @inheritdoc ILifecycle
    function appoint(AssetId asset, Stage stage, address proposer, bool isAppointed) external {
        _requireIssuer(asset);
        _appointed[asset][stage][proposer] = isAppointed;
        emit ProposerAppointed(asset, stage, proposer, isAppointed);
    }

    /// @inheritdoc ILifecycle
    function requestChanges(AssetId asset, bytes32 reason) external restricted withReason(reason) {
        Stage stage = _next(asset);
        Submission storage submission = _submitted(asset, stage);
        if (_assets[asset].isOfferOpen) revert LifecycleOfferOpen(asset);
        submission.areChangesRequested = true;
        emit ChangesRequested(asset, stage, msg.sender, reason);
    }

    /// @inheritdoc ILifecycle
    function withdraw(AssetId asset, bytes32 reason) external withReason(reason) {
        _requireIssuer(asset);
        _requireBeforeIssue(asset, Stage.Withdrawn);
        _unlink(asset);
        _move(asset, Stage.Withdrawn, msg.sender, reason);
    }

    /// @inheritdoc ILifecycle
    function reject(AssetId asset, bytes32 reason) external restricted withReason(reason) {
        _requireBeforeIssue(asset, Stage.Rejected);
        if (_assets[asset].issuer == msg.sender) revert LifecycleSameParty(asset, msg.sender);
        _unlink(asset);
        _move(asset, Stage.Rejected, msg.sender, reason);
    }

    /// @inheritdoc ILifecycle
    function rollback(AssetId asset, bytes32 reason) external restricted withReason(reason) {
        Stage from = _known(asset).stage;
        if (from != Stage.Structured && from != Stage.Tokenized) {
            revert LifecycleIllegalMove(asset, from, from == Stage.None ? Stage.None : Stage(uint8(from) - 1));
        }
        Stage to = Stage(uint8(from) - 1);
        _requireBeforeIssue(asset, to);
        _unlink(asset);
        // The stage left and whatever was submitted for the next one lose their submission, and with it their evidence.
        delete _submissions[asset][from].hash;
        delete _submissions[asset][Stage(uint8(from) + 1)].hash;
        _move(asset, to, msg.sender, reason);
    }

    /// @inheritdoc ILifecycle
    function open(AssetId asset, address issuer, bytes32 assetClass) external restricted {
        if (_assets[asset].issuer != address(0)) revert LifecycleAssetExists(asset);
        _assets[asset].issuer = issuer;
        _assets[asset].assetClass = assetClass;
        emit AssetOpened(asset, issuer, assetClass);
    }

    /// @inheritdoc ILifecycle
    function propose(
        AssetId asset,
        Stage stage,
        address proposer,
        bytes32 record
    ) external restricted returns (bytes32 hash) {
        _requireNext(asset, stage);
        if (!isProposer(asset, stage, proposer)) revert LifecycleNotProposer(asset, stage, proposer);
        if (_assets[asset].isOfferOpen) revert LifecycleOfferOpen(asset);

        Submission storage submission = _submissions[asset][stage];
        uint32 revision = submission.revision + 1;
        hash = keccak256(abi.encode(asset, stage, revision, record));
        _submissions[asset][stage] = Submission({
            hash: hash,
            record: record,
            proposer: proposer,
            revision: revision,
            policyVersion: 0,
            areChangesRequested: false
        });
        emit SubmissionProposed(asset, stage, hash, proposer, revision, record);
    }

    /// @inheritdoc ILifecycle
    function approve(AssetId asset, Stage stage, address approver) external restricted {
        _requireNext(asset, stage);
        Submission storage submission = _submitted(asset, stage);
        if (submission.areChangesRequested) revert LifecycleChangesRequested(asset, stage);
        if (approver == submission.proposer || approver == _assets[asset].issuer) {
            revert LifecycleSameParty(asset, approver);
        }

        uint32 version = policy.versionOf(_assets[asset].assetClass, stage);
        submission.policyVersion = version;
        bytes32[] memory evidence = policy.evidenceFor(_case(asset, stage, _assets[asset].issuer), true);
        _append(asset, stage, approver, submission.hash, evidence, version);
    }

    /// @inheritdoc ILifecycle
    function move(AssetId asset, Stage to, address actor, bytes32 reason) external restricted withReason(reason) {
        Asset storage state = _known(asset);
        Stage from = state.stage;
        if (!_isSideEdge(from, to)) revert LifecycleIllegalMove(asset, from, to);
        if (to == Stage.Suspended) state.beforeSuspension = from;
        if (to == Stage.Defaulted) state.beforeDefault = from;
        if (to == Stage.Redeemed) _requireNoSupply(asset);
        _move(asset, to, actor, reason);
    }

    /// @inheritdoc ILifecycle
    function restore(AssetId asset, Stage from, address actor, bytes32 reason) external restricted withReason(reason) {
        Asset storage state = _known(asset);
        Stage to = from == Stage.Suspended ? state.beforeSuspension : state.beforeDefault;
        if (state.stage != from || (from != Stage.Suspended && from != Stage.Defaulted)) {
            revert LifecycleIllegalMove(asset, state.stage, to);
        }
        if (from == Stage.Suspended) state.beforeSuspension = Stage.None;
        else state.beforeDefault = Stage.None;
        _move(asset, to, actor, reason);
    }

    /// @inheritdoc ILifecycle
    function linkToken(AssetId asset, address token) external restricted {
        AssetId holder = _assetOf[token];
        if (!holder.isZero()) revert LifecycleTokenTaken(token, holder);
        _assets[asset].token = token;
        _assetOf[token] = asset;
        emit TokenLinked(asset, token);
    }

    /// @inheritdoc ILifecycle
    function holdForOffer(AssetId asset, bool isOpen) external restricted {
        _assets[asset].isOfferOpen = isOpen;
        emit OfferHeld(asset, isOpen);
    }

    /// @inheritdoc ILifecycle
    function assetOf(address token) external view returns (AssetId) {
        return _assetOf[token];
    }

    /// @inheritdoc ILifecycle
    function stateOf(AssetId asset) external view returns (Asset memory) {
        return _assets[asset];
    }

    /// @inheritdoc ILifecycle
    function stageOf(AssetId asset) external view returns (Stage) {
        return _assets[asset].stage;
    }

    /// @inheritdoc ILifecycle
    function issuerOf(AssetId asset) external view returns (address) {
        return _assets[asset].issuer;
    }

    /// @inheritdoc ILifecycle
    function tokenOf(AssetId asset) external view returns (address) {
        return _assets[asset].token;
    }

    /// @inheritdoc ILifecycle
    function submissionOf(AssetId asset, Stage stage) external view returns (Submission memory) {
        return _submissions[asset][stage];
    }

    /// @inheritdoc ILifecycle
    function requireOpening(AssetId asset, Stage stage) external view {
        _requireNext(asset, stage);
        Submission storage submission = _submitted(asset, stage);
        if (submission.areChangesRequested) revert LifecycleChangesRequested(asset, stage);
        policy.evidenceFor(_case(asset, stage, _assets[asset].issuer), false);
    }

    /// @inheritdoc ILifecycle
    function requireHolder(AssetId asset, Stage stage, address holder) external view {
        policy.requireHolder(_case(asset, stage, holder));
    }

    /// @inheritdoc ILifecycle
    function isCurrent(AssetId asset) external view returns (bool) {
        for (uint8 i = uint8(Stage.Registered); i <= uint8(Stage.Trading); ++i) {
            Stage stage = Stage(i);
            if (_submissions[asset][stage].policyVersion == 0 || _submissions[asset][stage].hash == 0) continue;
            if (!policy.isMet(_case(asset, stage, _assets[asset].issuer))) return false;
        }
        return true;
    }

    /// @inheritdoc ILifecycle
    function isInForce(AssetId asset, Stage stage, bytes32 submission) external view returns (bool) {
        Submission storage current = _submissions[asset][stage];
        if (submission == bytes32(0) || current.hash != submission) return false;
        return !current.areChangesRequested && isLive(asset);
    }

    /// @inheritdoc ILifecycle
    function isLive(AssetId asset) public view returns (bool) {
        Stage stage = _assets[asset].stage;
        return stage != Stage.Redeemed && stage != Stage.Rejected && stage != Stage.Withdrawn;
    }

    /// @inheritdoc ILifecycle
    function isProposer(AssetId asset, Stage stage, address account) public view returns (bool) {
        return account == _assets[asset].issuer || _appointed[asset][stage][account];
    }

    function _move(AssetId asset, Stage to, address actor, bytes32 reason) private {
        _append(asset, to, actor, reason, new bytes32[](0), 0);
    }

    function _append(
        AssetId asset,
        Stage to,
        address actor,
        bytes32 basis,
        bytes32[] memory evidence,
        uint32 policyVersion
    ) private {
        Asset storage state = _assets[asset];
        Checkpoint memory checkpoint = Checkpoint({
            previous: state.head,
            asset: asset,
            index: state.checkpoints,
            from: state.stage,
            to: to,
            actor: actor,
            basis: basis,
            evidenceRoot: evidence.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(evidence)),
            policyVersion: policyVersion,
            time: uint64(block.timestamp)
        });
        bytes32 hash = keccak256(abi.encode(checkpoint));
        state.head = hash;
        state.checkpoints = checkpoint.index + 1;
        state.stage = to;
        emit StageAdvanced(asset, checkpoint.from, to, checkpoint, evidence, hash);
    }

    function _unlink(AssetId asset) private {
        address token = _assets[asset].token;
        if (token == address(0)) return;
        delete _assets[asset].token;
        _assetOf[token] = AssetId.wrap(bytes32(0));
        emit TokenUnlinked(asset, token);
    }

    function _known(AssetId asset) private view returns (Asset storage state) {
        state = _assets[asset];
        if (state.issuer == address(0)) revert LifecycleAssetUnknown(asset);
    }

    function _submitted(AssetId asset, Stage stage) private view returns (Submission storage submission) {
        submission = _submissions[asset][stage];
        if (submission.hash == bytes32(0)) revert LifecycleNothingSubmitted(asset, stage);
    }

    function _case(
        AssetId asset,
        Stage stage,
        address subject
    ) private view returns (ICheckpointPolicy.Case memory subjectCase) {
        Submission storage submission = _submissions[asset][stage];
        bytes32 assetClass = _assets[asset].assetClass;
        uint32 approved = submission.policyVersion;
        subjectCase = ICheckpointPolicy.Case({
            asset: asset,
            assetClass: assetClass,
            stage: stage,
            version: approved == 0 ? policy.versionOf(assetClass, stage) : approved,
            submission: submission.hash,
            subject: subject,
            excluded: submission.proposer
        });
    }

    function _requireIssuer(AssetId asset) private view {
        if (_known(asset).issuer != msg.sender) revert LifecycleNotIssuer(asset, msg.sender);
    }

    /// @dev The stage after the present one, or an illegal move when it is not one of the five.
    function _next(AssetId asset) private view returns (Stage) {
        Stage from = _known(asset).stage;
        if (from >= Stage.Trading) revert LifecycleIllegalMove(asset, from, from);
        return Stage(uint8(from) + 1);
    }

    function _requireNext(AssetId asset, Stage stage) private view {
        Stage from = _known(asset).stage;
        if (from >= Stage.Trading || uint8(stage) != uint8(from) + 1) revert LifecycleIllegalMove(asset, from, stage);
    }

    function _requireBeforeIssue(AssetId asset, Stage to) private view {
        Asset storage state = _known(asset);
        if (state.stage < Stage.Registered || state.stage > Stage.Tokenized) {
            revert LifecycleIllegalMove(asset, state.stage, to);
        }
        if (state.isOfferOpen) revert LifecycleOfferOpen(asset);
        _requireNoSupply(asset);
    }

    function _requireNoSupply(AssetId asset) private view {
        address token = _assets[asset].token;
        if (token == address(0)) return;
        uint256 supply = IERC20(token).totalSupply();
        if (supply != 0) revert LifecycleSupplyOutstanding(asset, supply);
    }

    function _isSideEdge(Stage from, Stage to) private pure returns (bool) {
        bool isRunning = from == Stage.Issued || from == Stage.Trading;
        if (to == Stage.Suspended || to == Stage.Matured) return isRunning;
        if (to == Stage.Defaulted) return isRunning || from == Stage.Suspended;
        return to == Stage.Redeemed && (from == Stage.Matured || from == Stage.Defaulted);
    }
}
