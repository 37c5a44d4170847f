// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {Stage} from "../../types/Stage.sol";

/// @notice What evidence each stage of an asset class asks for. Data, not code: set under a timelock, kept by version,
/// so that an asset stays judged by the version under which it entered. Source: spec/lifecycle.md, LIFE-7 to LIFE-11.
interface ICheckpointPolicy {
    /// @notice When and about whom a requirement must hold: on entry, about the issuer; already when the offer opens,
    /// and on entry, about the issuer; or for each holder on its own.
    enum Scope {
        Entry,
        Opening,
        Holder
    }

    /// @notice One topic that must be proven.
    /// @param topic keccak256 of the topic name.
    /// @param quorum Distinct attesters needed, at least 1.
    /// @param maxAge Oldest accepted age of an attestation, seconds; 0 means any.
    /// @param scope When and about whom.
    struct Requirement {
        bytes32 topic;
        uint16 quorum;
        uint64 maxAge;
        Scope scope;
    }

    /// @notice What is judged.
    /// @param asset Asset.
    /// @param assetClass Its class, keccak256 of the class name.
    /// @param stage Stage whose checkpoint applies.
    /// @param version Version of the checkpoint, from 1.
    /// @param submission Submission the evidence must be about.
    /// @param subject Issuer, or the holder for Scope.Holder.
    /// @param excluded Proposer, whose own attestations do not count.
    struct Case {
        AssetId asset;
        bytes32 assetClass;
        Stage stage;
        uint32 version;
        bytes32 submission;
        address subject;
        address excluded;
    }

    /// @notice A checkpoint's requirements were replaced by a new version.
    event CheckpointSet(bytes32 indexed assetClass, Stage indexed stage, uint32 version, Requirement[] requirements);

    error CheckpointStageUngated(Stage stage);
    error CheckpointEmpty(bytes32 assetClass, Stage stage);
    error CheckpointTooLong(uint256 limit, uint256 actual);
    error CheckpointQuorumZero(bytes32 topic);
    error CheckpointTopicRepeated(bytes32 topic);
    error CheckpointUndefined(bytes32 assetClass, Stage stage);
    error CheckpointAttestationMissing(bytes32 topic, uint256 needed, uint256 counted);
    error CheckpointAttestationExpired(bytes32 topic, bytes32 id);
    error CheckpointAttestationRevoked(bytes32 topic, bytes32 id);
    error CheckpointAttestationStale(bytes32 topic, bytes32 id);
    error CheckpointAttesterDistrusted(bytes32 topic, bytes32 id);

    /// @notice Replaces the requirements of one stage for one asset class.
    /// @param requirements 1 to 16 distinct topics, quorums at least 1.
    /// @dev *Caller:* restricted, by a role with an execution delay (the timelock).
    /// *Reverts:* {CheckpointStageUngated}, {CheckpointEmpty}, {CheckpointTooLong}, {CheckpointQuorumZero},
    /// {CheckpointTopicRepeated}.
    function setCheckpoint(bytes32 assetClass, Stage stage, Requirement[] calldata requirements) external;

    /// @notice Newest version for a class and stage; 0 when none was set.
    function versionOf(bytes32 assetClass, Stage stage) external view returns (uint32);

    /// @notice Requirements of one version.
    function requirementsOf(
        bytes32 assetClass,
        Stage stage,
        uint32 version
    ) external view returns (Requirement[] memory);

    /// @notice Ids of the attestations that prove every requirement of the given scopes now.
    /// @param entry Whether Scope.Entry requirements are judged.
    /// @return ids In the order of the requirements.
    /// @dev Scope.Opening requirements are always judged, Scope.Holder never. *Reverts:* {CheckpointUndefined}, or with
    /// the error of the first requirement unmet:
    /// {CheckpointAttestationMissing}, {CheckpointAttestationExpired}, {CheckpointAttestationRevoked},
    /// {CheckpointAttestationStale}, {CheckpointAttesterDistrusted}.
    function evidenceFor(Case calldata subjectCase, bool entry) external view returns (bytes32[] memory ids);

    /// @notice Reverts unless every Scope.Holder requirement is proven about `subjectCase.subject` now.
    function requireHolder(Case calldata subjectCase) external view;

    /// @notice Whether all Entry and Opening requirements hold now.
    function isMet(Case calldata subjectCase) external view returns (bool);
}
