// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {AssetId} from "../../types/AssetId.sol";
import {RegistrationRecord} from "../../types/RegistrationRecord.sol";
import {Stage} from "../../types/Stage.sol";
import {ILifecycle} from "./ILifecycle.sol";
import {IPledgeRegistry} from "./IPledgeRegistry.sol";
import {IRegistration} from "./IRegistration.sol";

/// @notice See {IRegistration}.
contract Registration is IRegistration, AccessManaged {
    uint256 private constant MAX_DOCUMENTS = 32;

    ILifecycle public immutable lifecycle;
    IPledgeRegistry public immutable pledges;

    mapping(AssetId asset => RegistrationRecord) private _records;

    constructor(address authority_, ILifecycle lifecycle_, IPledgeRegistry pledges_) AccessManaged(authority_) {
        lifecycle = lifecycle_;
        pledges = pledges_;
    }

    /// @inheritdoc IRegistration
    function submit(RegistrationRecord calldata record) external restricted returns (AssetId asset) {
        _checkRecord(record);
        asset = assetIdOf(msg.sender, record.salt);
        _openOnce(asset, record.assetClass);

        _records[asset] = record;
        bytes32 submission = lifecycle.propose(asset, Stage.Registered, msg.sender, keccak256(abi.encode(record)));
        emit RegistrationSubmitted(asset, submission, record);
        pledges.claimDocuments(asset, submission, record.documents);
    }

    /// @inheritdoc IRegistration
    function addSerials(AssetId asset, bytes32[] calldata serials) external {
        ILifecycle.Submission memory submission = lifecycle.submissionOf(asset, Stage.Registered);
        if (submission.proposer != msg.sender) {
            revert ILifecycle.LifecycleNotProposer(asset, Stage.Registered, msg.sender);
        }
        Stage stage = lifecycle.stageOf(asset);
        if (stage != Stage.None) revert ILifecycle.LifecycleIllegalMove(asset, stage, Stage.Registered);
        if (submission.areChangesRequested) revert ILifecycle.LifecycleChangesRequested(asset, Stage.Registered);
        pledges.claimSerials(asset, submission.hash, serials);
    }

    /// @inheritdoc IRegistration
    function approve(AssetId asset) external restricted {
        RegistrationRecord storage record = _records[asset];
        bytes32 submission = lifecycle.submissionOf(asset, Stage.Registered).hash;
        (bytes32 root, uint256 count) = pledges.serialsOf(submission);
        if (count != record.serialCount) revert RegistrationSerialsIncomplete(asset, record.serialCount, count);
        if (root != record.serialRoot) revert RegistrationSerialRootMismatch(asset, record.serialRoot, root);
        lifecycle.approve(asset, Stage.Registered, msg.sender);
    }

    /// @inheritdoc IRegistration
    function recordOf(AssetId asset) external view returns (RegistrationRecord memory) {
        return _records[asset];
    }

    /// @inheritdoc IRegistration
    function assetIdOf(address originator, bytes32 salt) public pure returns (AssetId) {
        return AssetId.wrap(keccak256(abi.encode(originator, salt)));
    }

    /// @dev A new revision keeps the class, because the class decides which checkpoints apply.
    function _openOnce(AssetId asset, bytes32 assetClass) private {
        ILifecycle.Asset memory state = lifecycle.stateOf(asset);
        if (state.issuer == address(0)) {
            lifecycle.open(asset, msg.sender, assetClass);
        } else if (state.assetClass != assetClass) {
            revert RegistrationClassChanged(asset, state.assetClass, assetClass);
        }
    }

    function _checkRecord(RegistrationRecord calldata record) private pure {
        if (record.assetClass == 0) revert RegistrationFieldMissing("assetClass");
        if (record.lei == 0) revert RegistrationFieldMissing("lei");
        if (record.jurisdiction == 0) revert RegistrationFieldMissing("jurisdiction");
        if (record.currency == 0) revert RegistrationFieldMissing("currency");
        if (record.attestedValue == 0) revert RegistrationFieldMissing("attestedValue");
        if (record.details == 0) revert RegistrationFieldMissing("details");
        if ((record.serialCount == 0) != (record.serialRoot == 0)) revert RegistrationFieldMissing("serialRoot");
        if (record.documents.length == 0 || record.documents.length > MAX_DOCUMENTS) {
            revert RegistrationDocumentCount(MAX_DOCUMENTS, record.documents.length);
        }
    }
}
