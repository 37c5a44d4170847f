// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {Attestation} from "../../types/Attestation.sol";
import {Stage} from "../../types/Stage.sol";

/// @notice Records signed statements of evidence and answers whether a topic is proven now.
/// Source: spec/attestation.md.
interface IAttestationRegistry {
    /// @notice Why fewer attestations count than the quorum asks. When several hold for one attestation, the order is
    /// Revoked, Distrusted, Expired, Stale.
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
    /// @param needed Attestations asked for, at least 1.
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

    /// @notice An attester is trusted for a topic from now on.
    event AttesterTrusted(bytes32 indexed topic, address indexed attester);

    /// @notice An attester is no longer trusted for a topic; nothing it stated for it counts.
    event AttesterDistrusted(bytes32 indexed topic, address indexed attester);

    /// @notice The least number of distinct attesters for a topic changed.
    event TopicQuorumSet(bytes32 indexed topic, uint16 quorum);

    /// @notice An attestation was recorded. The whole attestation is in the event, so that the trail can be rebuilt
    /// from logs alone.
    event AttestationRecorded(
        bytes32 indexed id,
        AssetId indexed asset,
        bytes32 indexed topic,
        Attestation attestation,
        bytes signature
    );

    /// @notice An attestation was taken back, for ever.
    event AttestationRevoked(bytes32 indexed id, address indexed by, bytes32 reason);

    /// @notice An attester made a statement it had signed, but that nobody had recorded, unusable.
    event AttestationNonceCancelled(address indexed attester, uint256 nonce);

    /// @notice One field of an attested document was published and proven.
    event FieldRevealed(bytes32 indexed id, bytes32 indexed field, bytes value);

    /// @notice The stage is not one of the five that are entered on evidence.
    error AttestationWrongStage(Stage stage);

    /// @notice The asset id is zero.
    error AttestationAssetMissing();

    /// @notice The attester states something about itself.
    error AttestationSelfIssued(address attester);

    /// @notice The subject is zero.
    error AttestationSubjectMissing();

    /// @notice The attester is not trusted for the topic.
    error AttestationAttesterUntrusted(bytes32 topic, address attester);

    /// @notice The schema is unknown, deprecated or of another topic.
    error AttestationWrongSchema(bytes32 topic, bytes32 schema);

    /// @notice The attestation is dated in the future.
    error AttestationNotYetIssued(uint64 issuedAt, uint64 current);

    /// @notice The attestation's time is over.
    error AttestationExpired(uint64 expiresAt, uint64 current);

    /// @notice The attester used or cancelled the nonce before; so the same attestation is never recorded twice.
    error AttestationNonceUsed(address attester, uint256 nonce);

    /// @notice The signature is not the attester's over this attestation, or it is malleable (high s).
    error AttestationBadSignature(address attester);

    /// @notice No attestation with this id is recorded.
    error AttestationUnknown(bytes32 id);

    /// @notice The attestation is revoked; nothing more can be done with it.
    error AttestationAlreadyRevoked(bytes32 id);

    /// @notice The caller is not the attestation's attester.
    error AttestationNotRevoker(bytes32 id, address caller);

    /// @notice Field, value, salt and proof do not lead to the attestation's fields root.
    error AttestationFieldMismatch(bytes32 id, bytes32 field);

    /// @notice As many trusted attesters as the limit allows have stated this topic for the submission.
    error AttestationTooMany(uint256 limit);

    /// @notice A quorum is zero or more than the attesters a submission can have.
    error AttestationQuorumOutOfRange(uint16 quorum, uint256 limit);

    /// @notice The attester is trusted for the topic already.
    error AttesterAlreadyTrusted(bytes32 topic, address attester);

    /// @notice The attester is not trusted for the topic.
    error AttesterNotTrusted(bytes32 topic, address attester);

    /// @notice Records a signed attestation. Anyone may carry it in; the signature decides.
    /// @param attestation The statement.
    /// @param signature 65-byte ECDSA signature with low s, or what the attester's ERC-1271 contract accepts.
    /// @return id EIP-712 digest of the attestation on this chain and contract.
    /// @dev *Caller:* anyone. *Reverts:* in this order {AttestationAssetMissing}, {AttestationWrongStage},
    /// {AttestationSubjectMissing}, {AttestationSelfIssued}, {AttestationWrongSchema}, {AttestationAttesterUntrusted},
    /// {AttestationNotYetIssued}, {AttestationExpired}, {AttestationNonceUsed}, {AttestationBadSignature},
    /// {AttestationTooMany}. Of one attester's attestations for the same asset, stage, submission, topic and subject
    /// the one with the latest `issuedAt` is current, at equal times the one recorded last.
    /// *Source:* ATTEST-4 to ATTEST-15.
    function record(Attestation calldata attestation, bytes calldata signature) external returns (bytes32 id);

    /// @notice Takes an attestation back for ever.
    /// @param id A recorded attestation.
    /// @param reason keccak256 of the stated reason.
    /// @dev *Caller:* its attester; the registry's administrator uses {revokeByAuthority}. *Reverts:*
    /// {AttestationUnknown}, {AttestationNotRevoker}, {AttestationAlreadyRevoked}. *Source:* ATTEST-16.
    function revoke(bytes32 id, bytes32 reason) external;

    /// @notice Takes an attestation back for ever on behalf of the registry's administrator.
    /// @param id A recorded attestation.
    /// @param reason keccak256 of the stated reason.
    /// @dev *Caller:* restricted (delayed role). *Reverts:* {AttestationUnknown}, {AttestationAlreadyRevoked}.
    /// *Source:* ATTEST-16.
    function revokeByAuthority(bytes32 id, bytes32 reason) external;

    /// @notice Uses up a nonce of the caller, so that what it signed with it can never be recorded.
    /// @param nonce A nonce the caller has not used.
    /// @dev *Caller:* any attester, for itself. *Reverts:* {AttestationNonceUsed}. *Source:* ATTEST-12.
    function cancelNonce(uint256 nonce) external;

    /// @notice Publishes one field of an attested document with its Merkle proof; reverts unless it is proven.
    /// @param id A recorded attestation that is not revoked.
    /// @param field keccak256 of the field's name.
    /// @param value The field's bytes.
    /// @param salt The field's salt.
    /// @param proof Sibling hashes from the leaf to the fields root.
    /// @dev Leaf = keccak256(bytes.concat(keccak256(abi.encode(field, keccak256(value), salt)))). *Caller:* anyone.
    /// *Reverts:* {AttestationUnknown}, {AttestationAlreadyRevoked}, {AttestationFieldMismatch}.
    /// *Source:* ATTEST-21, ATTEST-22.
    function revealField(
        bytes32 id,
        bytes32 field,
        bytes calldata value,
        bytes32 salt,
        bytes32[] calldata proof
    ) external;

    /// @notice Marks an attester as trusted for a topic.
    /// @dev *Caller:* restricted (delayed role). *Reverts:* {AttesterAlreadyTrusted}. *Source:* ATTEST-8.
    function trustAttester(bytes32 topic, address attester) external;

    /// @notice Ends that trust; what the attester stated stops counting at once.
    /// @dev *Caller:* restricted. *Reverts:* {AttesterNotTrusted}. *Source:* ATTEST-18.
    function distrustAttester(bytes32 topic, address attester) external;

    /// @notice Sets the least number of distinct attesters for a topic.
    /// @param quorum 1 … 16.
    /// @dev *Caller:* restricted (delayed role). *Reverts:* {AttestationQuorumOutOfRange}. *Source:* ATTEST-17.
    function setTopicQuorum(bytes32 topic, uint16 quorum) external;

    /// @notice Registry of the schemas that attestations may use.
    function schemaRegistry() external view returns (address);

    /// @notice Whether the attester's statements of the topic count.
    function isTrusted(bytes32 topic, address attester) external view returns (bool);

    /// @notice Least number of distinct attesters for the topic; 1 unless set.
    function topicQuorum(bytes32 topic) external view returns (uint16);

    /// @notice Whether the attester used or cancelled the nonce.
    function isNonceUsed(address attester, uint256 nonce) external view returns (bool);

    /// @notice The attestation as it was recorded.
    /// @dev *Reverts:* {AttestationUnknown}.
    function attestationOf(bytes32 id) external view returns (Attestation memory);

    /// @notice Whether the attestation was revoked; false for an unknown id.
    function isRevoked(bytes32 id) external view returns (bool);

    /// @notice Whether the attestation, taken alone, holds now: recorded, not revoked, not expired, its attester
    /// trusted. It says nothing about age, quorum or a later statement that replaced it: {evaluate} does.
    function isValid(bytes32 id) external view returns (bool);

    /// @notice Id the attestation would have here: its EIP-712 digest.
    function idOf(Attestation calldata attestation) external view returns (bytes32);

    /// @notice Counts what proves a topic now: per attester its current attestation, once. Never reverts for lack of
    /// evidence. *Source:* ATTEST-15 to ATTEST-20.
    function evaluate(Query calldata query) external view returns (Finding memory);
}
