// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {Attestation} from "../../types/Attestation.sol";
import {Stage} from "../../types/Stage.sol";

/// @notice Records signed statements of evidence and answers whether a topic is proven now.
/// Source: spec/attestation.md.
interface IAttestationRegistry {
    /// @notice Why fewer attestations count than the quorum asks.
    enum Fault {
        None,
        Missing,
        Expired,
        Revoked,
        Stale,
        Distrusted
    }

    /// @notice What must be proven.
    /// @param asset Asset the statements are about.
    /// @param stage Stage they were given for.
    /// @param submission Submission they were given for.
    /// @param topic Topic they state.
    /// @param subject Party they are about.
    /// @param excluded An attester whose statements do not count: the proposer of the submission.
    /// @param quorum Least number of distinct attesters; the topic's own quorum applies when it is higher.
    /// @param maxAge Oldest accepted age since `issuedAt`, seconds; 0 means any.
    struct Query {
        AssetId asset;
        Stage stage;
        bytes32 submission;
        bytes32 topic;
        address subject;
        address excluded;
        uint16 quorum;
        uint64 maxAge;
    }

    /// @notice The answer to a query.
    /// @param counted Attestations that count now.
    /// @param needed Attestations asked for.
    /// @param fault None when counted >= needed; otherwise the reason of the most recent one that does not count,
    /// or Missing when there is none.
    /// @param culprit Id of that attestation, or zero.
    /// @param ids Ids of those that count, in order of recording.
    struct Finding {
        uint256 counted;
        uint256 needed;
        Fault fault;
        bytes32 culprit;
        bytes32[] ids;
    }

    event AttesterTrusted(bytes32 indexed topic, address indexed attester);
    event AttesterDistrusted(bytes32 indexed topic, address indexed attester);
    event TopicQuorumSet(bytes32 indexed topic, uint16 quorum);
    /// @notice The whole attestation is in the event, so that the trail can be rebuilt from logs alone.
    event AttestationRecorded(
        bytes32 indexed id,
        AssetId indexed asset,
        bytes32 indexed topic,
        Attestation attestation,
        bytes signature
    );
    event AttestationRevoked(bytes32 indexed id, address indexed by, bytes32 reason);
    event FieldRevealed(bytes32 indexed id, bytes32 indexed field, bytes value);

    error AttestationWrongStage(Stage stage);
    error AttestationAssetMissing();
    error AttestationSelfIssued(address attester);
    error AttestationSubjectMissing();
    error AttestationAttesterUntrusted(bytes32 topic, address attester);
    error AttestationWrongSchema(bytes32 topic, bytes32 schema);
    error AttestationNotYetIssued(uint64 issuedAt, uint64 current);
    error AttestationExpired(uint64 expiresAt, uint64 current);
    error AttestationNonceUsed(address attester, uint256 nonce);
    error AttestationBadSignature(address attester);
    error AttestationUnknown(bytes32 id);
    error AttestationAlreadyRevoked(bytes32 id);
    error AttestationNotRevoker(bytes32 id, address caller);
    error AttestationFieldMismatch(bytes32 id, bytes32 field);
    error AttestationTooMany(uint256 limit);
    error AttesterAlreadyTrusted(bytes32 topic, address attester);
    error AttesterNotTrusted(bytes32 topic, address attester);

    /// @notice Records a signed attestation. Anyone may carry it in; the signature decides.
    /// @param attestation The statement.
    /// @param signature 65-byte ECDSA signature with low s, or what the attester's ERC-1271 contract accepts.
    /// @return id EIP-712 digest of the attestation on this chain and contract.
    function record(Attestation calldata attestation, bytes calldata signature) external returns (bytes32 id);

    /// @notice Takes an attestation back for ever.
    /// @param reason keccak256 of the stated reason.
    /// @dev *Caller:* its attester, or the registry's administrator (a delayed role).
    function revoke(bytes32 id, bytes32 reason) external;

    /// @notice Publishes one field of an attested document with its Merkle proof and returns that it is proven.
    /// @param field keccak256 of the field's name.
    /// @param value The field's bytes.
    /// @param salt The field's salt.
    /// @dev Leaf = keccak256(bytes.concat(keccak256(abi.encode(field, keccak256(value), salt)))).
    function revealField(
        bytes32 id,
        bytes32 field,
        bytes calldata value,
        bytes32 salt,
        bytes32[] calldata proof
    ) external;

    /// @notice Marks an attester as trusted for a topic. *Caller:* restricted (delayed role).
    function trustAttester(bytes32 topic, address attester) external;

    /// @notice Ends that trust; what the attester stated stops counting at once. *Caller:* restricted.
    function distrustAttester(bytes32 topic, address attester) external;

    /// @notice Sets the least number of distinct attesters for a topic. *Caller:* restricted (delayed role).
    function setTopicQuorum(bytes32 topic, uint16 quorum) external;

    function isTrusted(bytes32 topic, address attester) external view returns (bool);
    function topicQuorum(bytes32 topic) external view returns (uint16);
    function attestationOf(bytes32 id) external view returns (Attestation memory);
    function isRevoked(bytes32 id) external view returns (bool);
    function isValid(bytes32 id) external view returns (bool);

    /// @notice Id the attestation would have here: its EIP-712 digest.
    function idOf(Attestation calldata attestation) external view returns (bytes32);

    /// @notice Counts what proves a topic now. Never reverts for lack of evidence.
    function evaluate(Query calldata query) external view returns (Finding memory);
}
