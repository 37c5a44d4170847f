// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ICheckpointPolicy} from "../../contracts/assets/lifecycle/ICheckpointPolicy.sol";
import {ILifecycle} from "../../contracts/assets/lifecycle/ILifecycle.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {Attestation} from "../../contracts/types/Attestation.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {DeploymentRoles} from "./DeploymentRoles.sol";

/// A short checkpoint for every stage, an attester who signs for it, and an own account of what is proven.
abstract contract LifecycleEvidence is DeploymentRoles {
    bytes32 internal constant CLASS = keccak256("INVARIANT_BOND");
    bytes32 internal constant RESERVE = keccak256("RESERVE");
    bytes32 internal constant ELIGIBLE = keccak256("INVESTOR_ELIGIBLE");
    string internal constant DEFINITION = "string reserve";
    uint256 private constant _ATTESTER_KEY = 0xA77E57;

    uint256 public statementCount;
    uint256 public revocations;
    mapping(bytes32 submission => mapping(bytes32 topic => mapping(address subject => bytes32 id))) private _statements;

    constructor() {
        for (uint8 i = 1; i <= uint8(Stage.Trading); ++i) {
            bytes32[] memory topics = _topicsOf(Stage(i));
            bool hasHolders = Stage(i) == Stage.Issued;
            ICheckpointPolicy.Requirement[] memory list = new ICheckpointPolicy.Requirement[](
                hasHolders ? topics.length + 1 : topics.length
            );
            for (uint256 t = 0; t < topics.length; ++t) {
                _trust(topics[t]);
                bool isOpening = hasHolders && t == 0;
                list[t] = _require(
                    topics[t],
                    isOpening ? ICheckpointPolicy.Scope.Opening : ICheckpointPolicy.Scope.Entry
                );
            }
            if (hasHolders) list[topics.length] = _require(ELIGIBLE, ICheckpointPolicy.Scope.Holder);
            policy.setCheckpoint(CLASS, Stage(i), list);
        }
        _trust(ELIGIBLE);
        _trust(RESERVE);
    }

    /// What the checkpoint of a stage asks about the issuer; of Issued the first is asked when the offer opens.
    function _topicsOf(Stage stage) internal pure returns (bytes32[] memory topics) {
        bool isTwo = stage == Stage.Registered || stage == Stage.Issued;
        topics = new bytes32[](isTwo ? 2 : 1);
        topics[0] = keccak256(abi.encode("FIRST", stage));
        if (isTwo) topics[1] = keccak256(abi.encode("SECOND", stage));
    }

    /// Records what a stage's checkpoint asks about the issuer and is not proven yet.
    function _attestAll(AssetId asset, Stage stage) internal {
        bytes32[] memory topics = _topicsOf(stage);
        address issuer = lifecycle.issuerOf(asset);
        for (uint256 i = 0; i < topics.length; ++i) _attest(asset, stage, topics[i], issuer);
    }

    /// Records one statement about the submission in force, unless one stands.
    function _attest(AssetId asset, Stage stage, bytes32 topic, address subject) internal {
        bytes32 submission = lifecycle.submissionOf(asset, stage).hash;
        if (submission == 0 || _isStated(submission, topic, subject)) return;
        bytes32 id = _record(asset, stage, submission, topic, subject, 0);
        _statements[submission][topic][subject] = id;
    }

    function _record(
        AssetId asset,
        Stage stage,
        bytes32 submission,
        bytes32 topic,
        address subject,
        bytes32 fieldsRoot
    ) internal returns (bytes32) {
        Attestation memory statement;
        (statement.asset, statement.stage, statement.submission) = (asset, stage, submission);
        (statement.topic, statement.schema, statement.subject) = (topic, schemas.idOf(topic, DEFINITION), subject);
        (statement.fieldsRoot, statement.attester) = (fieldsRoot, vm.addr(_ATTESTER_KEY));
        statement.issuedAt = uint64(block.timestamp);
        statement.expiresAt = uint64(block.timestamp + 3650 days);
        statement.nonce = ++statementCount;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_ATTESTER_KEY, attestations.idOf(statement));
        return attestations.record(statement, abi.encodePacked(r, s, v));
    }

    /// The attester takes back what a stage was entered on; false if there is nothing to take back.
    function _revoke(AssetId asset, Stage stage) internal returns (bool) {
        bytes32 submission = lifecycle.submissionOf(asset, stage).hash;
        bytes32 topic = _topicsOf(stage)[0];
        address issuer = lifecycle.issuerOf(asset);
        if (submission == 0 || !_isStated(submission, topic, issuer)) return false;
        ++revocations;
        vm.prank(vm.addr(_ATTESTER_KEY));
        attestations.revoke(_statements[submission][topic][issuer], bytes32("mistaken"));
        return true;
    }

    /// Whether every checkpoint passed so far is met now, from the statements recorded and revoked here.
    function _isProven(AssetId asset) internal view returns (bool) {
        address issuer = lifecycle.issuerOf(asset);
        for (uint8 i = 1; i <= uint8(Stage.Trading); ++i) {
            ILifecycle.Submission memory submission = lifecycle.submissionOf(asset, Stage(i));
            if (submission.hash == 0 || submission.policyVersion == 0) continue;
            bytes32[] memory topics = _topicsOf(Stage(i));
            for (uint256 t = 0; t < topics.length; ++t) {
                if (!_isStated(submission.hash, topics[t], issuer)) return false;
            }
        }
        return true;
    }

    function _isStated(bytes32 submission, bytes32 topic, address subject) internal view returns (bool) {
        bytes32 id = _statements[submission][topic][subject];
        if (id == 0 || attestations.isRevoked(id)) return false;
        return block.timestamp < attestations.attestationOf(id).expiresAt;
    }

    function _trust(bytes32 topic) private {
        schemas.register(topic, DEFINITION);
        attestations.trustAttester(topic, vm.addr(_ATTESTER_KEY));
    }

    function _require(
        bytes32 topic,
        ICheckpointPolicy.Scope scope
    ) private pure returns (ICheckpointPolicy.Requirement memory) {
        return ICheckpointPolicy.Requirement({topic: topic, quorum: 1, maxAge: 0, scope: scope});
    }
}
