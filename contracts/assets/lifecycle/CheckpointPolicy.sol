// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import {Stage} from "../../types/Stage.sol";
import {IAttestationRegistry} from "../attestation/IAttestationRegistry.sol";
import {ICheckpointPolicy} from "./ICheckpointPolicy.sol";

/// @notice See {ICheckpointPolicy}.
contract CheckpointPolicy is ICheckpointPolicy, AccessManaged {
    uint256 private constant MAX_REQUIREMENTS = 16;

    IAttestationRegistry public immutable attestations;

    mapping(bytes32 assetClass => mapping(Stage stage => uint32 version)) private _versions;
    mapping(bytes32 assetClass => mapping(Stage stage => mapping(uint32 version => Requirement[])))
        private _checkpoints;

    constructor(address authority_, IAttestationRegistry attestations_) AccessManaged(authority_) {
        attestations = attestations_;
    }

    /// @inheritdoc ICheckpointPolicy
    function setCheckpoint(bytes32 assetClass, Stage stage, Requirement[] calldata requirements) external restricted {
        if (stage < Stage.Registered || stage > Stage.Trading) revert CheckpointStageUngated(stage);
        if (requirements.length == 0) revert CheckpointEmpty(assetClass, stage);
        if (requirements.length > MAX_REQUIREMENTS) revert CheckpointTooLong(MAX_REQUIREMENTS, requirements.length);

        uint32 version = ++_versions[assetClass][stage];
        Requirement[] storage list = _checkpoints[assetClass][stage][version];
        for (uint256 i = 0; i < requirements.length; ++i) {
            _checkRequirement(requirements, i);
            list.push(requirements[i]);
        }
        emit CheckpointSet(assetClass, stage, version, requirements);
    }

    /// @inheritdoc ICheckpointPolicy
    function versionOf(bytes32 assetClass, Stage stage) external view returns (uint32) {
        return _versions[assetClass][stage];
    }

    /// @inheritdoc ICheckpointPolicy
    function requirementsOf(
        bytes32 assetClass,
        Stage stage,
        uint32 version
    ) external view returns (Requirement[] memory) {
        return _checkpoints[assetClass][stage][version];
    }

    /// @inheritdoc ICheckpointPolicy
    function evidenceFor(Case calldata subjectCase, bool entry) external view returns (bytes32[] memory ids) {
        Requirement[] storage list = _requirements(subjectCase);
        for (uint256 i = 0; i < list.length; ++i) {
            Requirement memory requirement = list[i];
            if (requirement.scope == Scope.Holder) continue;
            if (requirement.scope == Scope.Entry && !entry) continue;
            IAttestationRegistry.Finding memory finding = _evaluate(subjectCase, requirement);
            _requireFound(requirement.topic, finding);
            ids = _concat(ids, finding.ids);
        }
    }

    /// @inheritdoc ICheckpointPolicy
    function requireHolder(Case calldata subjectCase) external view {
        Requirement[] storage list = _requirements(subjectCase);
        for (uint256 i = 0; i < list.length; ++i) {
            Requirement memory requirement = list[i];
            if (requirement.scope != Scope.Holder) continue;
            _requireFound(requirement.topic, _evaluate(subjectCase, requirement));
        }
    }

    /// @inheritdoc ICheckpointPolicy
    function isMet(Case calldata subjectCase) external view returns (bool) {
        Requirement[] storage list = _requirements(subjectCase);
        for (uint256 i = 0; i < list.length; ++i) {
            Requirement memory requirement = list[i];
            if (requirement.scope == Scope.Holder) continue;
            if (_evaluate(subjectCase, requirement).fault != IAttestationRegistry.Fault.None) return false;
        }
        return true;
    }

    function _checkRequirement(Requirement[] calldata requirements, uint256 i) private pure {
        if (requirements[i].quorum == 0) revert CheckpointQuorumZero(requirements[i].topic);
        for (uint256 j = 0; j < i; ++j) {
            if (requirements[j].topic == requirements[i].topic) revert CheckpointTopicRepeated(requirements[i].topic);
        }
    }

    function _requirements(Case calldata subjectCase) private view returns (Requirement[] storage list) {
        if (subjectCase.version == 0) revert CheckpointUndefined(subjectCase.assetClass, subjectCase.stage);
        return _checkpoints[subjectCase.assetClass][subjectCase.stage][subjectCase.version];
    }

    function _evaluate(
        Case calldata subjectCase,
        Requirement memory requirement
    ) private view returns (IAttestationRegistry.Finding memory) {
        return
            attestations.evaluate(
                IAttestationRegistry.Query({
                    asset: subjectCase.asset,
                    stage: subjectCase.stage,
                    submission: subjectCase.submission,
                    topic: requirement.topic,
                    subject: subjectCase.subject,
                    excluded: subjectCase.excluded,
                    quorum: requirement.quorum,
                    maxAge: requirement.maxAge
                })
            );
    }

    function _requireFound(bytes32 topic, IAttestationRegistry.Finding memory finding) private pure {
        if (finding.fault == IAttestationRegistry.Fault.None) return;
        if (finding.fault == IAttestationRegistry.Fault.Expired)
            revert CheckpointAttestationExpired(topic, finding.culprit);
        if (finding.fault == IAttestationRegistry.Fault.Revoked)
            revert CheckpointAttestationRevoked(topic, finding.culprit);
        if (finding.fault == IAttestationRegistry.Fault.Stale)
            revert CheckpointAttestationStale(topic, finding.culprit);
        if (finding.fault == IAttestationRegistry.Fault.Distrusted) {
            revert CheckpointAttesterDistrusted(topic, finding.culprit);
        }
        revert CheckpointAttestationMissing(topic, finding.needed, finding.counted);
    }

    function _concat(bytes32[] memory head, bytes32[] memory tail) private pure returns (bytes32[] memory joined) {
        joined = new bytes32[](head.length + tail.length);
        for (uint256 i = 0; i < head.length; ++i) {
            joined[i] = head[i];
        }
        for (uint256 i = 0; i < tail.length; ++i) {
            joined[head.length + i] = tail[i];
        }
    }
}
