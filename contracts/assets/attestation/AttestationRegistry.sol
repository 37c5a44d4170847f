// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IVerificationSource} from "../../interfaces/IVerificationSource.sol";
import {AssetId} from "../../types/AssetId.sol";
import {Attestation} from "../../types/Attestation.sol";
import {Stage} from "../../types/Stage.sol";
import {IAttestationRegistry} from "./IAttestationRegistry.sol";
import {IdentityClaims} from "./IdentityClaims.sol";
import {ISchemaRegistry} from "./ISchemaRegistry.sol";

/// @notice Implements {IAttestationRegistry}.
contract AttestationRegistry is IAttestationRegistry, IdentityClaims, AccessManaged, EIP712 {
    bytes32 private constant _ATTESTATION_TYPE_HASH = keccak256(
        "Attestation(bytes32 asset,uint8 stage,bytes32 submission,bytes32 topic,bytes32 schema,address subject,"
        "bytes32 documentHash,bytes32 fieldsRoot,address attester,uint64 issuedAt,uint64 expiresAt,uint256 nonce)"
    );
    uint256 private constant _ATTESTER_LIMIT = 16;

    ISchemaRegistry private immutable _schemas;

    mapping(bytes32 id => Attestation attestation) private _attestations;
    mapping(bytes32 id => bool revoked) private _revoked;
    mapping(address attester => mapping(uint256 nonce => bool used)) private _nonces;
    mapping(bytes32 topic => mapping(address attester => bool trusted)) private _trusted;
    mapping(bytes32 topic => uint16 quorum) private _quorums;
    /// What counts for a key, at most one per attester, in order of recording.
    mapping(bytes32 key => bytes32[] ids) private _current;
    /// The same by attester; it outlives the place in `_current`, so an older statement never comes back.
    mapping(bytes32 key => mapping(address attester => bytes32 id)) private _latest;

    /// @param authority AccessManager whose roles manage trust and quorums.
    /// @param schemas Registry of the schemas that attestations may use.
    constructor(
        address authority,
        ISchemaRegistry schemas
    ) AccessManaged(authority) EIP712("Muniment AttestationRegistry", "1") {
        _schemas = schemas;
    }

    /// @inheritdoc IAttestationRegistry
    function record(Attestation calldata attestation, bytes calldata signature) external returns (bytes32 id) {
        _checkStatement(attestation);
        if (_nonces[attestation.attester][attestation.nonce]) {
            revert AttestationNonceUsed(attestation.attester, attestation.nonce);
        }
        id = idOf(attestation);
        if (!SignatureChecker.isValidSignatureNowCalldata(attestation.attester, id, signature)) {
            revert AttestationBadSignature(attestation.attester);
        }

        _nonces[attestation.attester][attestation.nonce] = true;
        _attestations[id] = attestation;
        _enlist(id, attestation);
        _adopt(id, attestation);

        emit AttestationRecorded(id, attestation.asset, attestation.topic, attestation, signature);
    }

    /// @inheritdoc IAttestationRegistry
    function revoke(bytes32 id, bytes32 reason) external {
        if (_known(id).attester != msg.sender) revert AttestationNotRevoker(id, msg.sender);
        _revoke(id, reason);
    }

    /// @inheritdoc IAttestationRegistry
    function revokeByAuthority(bytes32 id, bytes32 reason) external restricted {
        _known(id);
        _revoke(id, reason);
    }

    /// @inheritdoc IAttestationRegistry
    function cancelNonce(uint256 nonce) external {
        if (_nonces[msg.sender][nonce]) revert AttestationNonceUsed(msg.sender, nonce);

        _nonces[msg.sender][nonce] = true;

        emit AttestationNonceCancelled(msg.sender, nonce);
    }

    /// @inheritdoc IAttestationRegistry
    function revealField(
        bytes32 id,
        bytes32 field,
        bytes calldata value,
        bytes32 salt,
        bytes32[] calldata proof
    ) external {
        bytes32 root = _known(id).fieldsRoot;
        if (_revoked[id]) revert AttestationAlreadyRevoked(id);
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(field, keccak256(value), salt))));
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert AttestationFieldMismatch(id, field);

        emit FieldRevealed(id, field, value);
    }

    /// @inheritdoc IAttestationRegistry
    function trustAttester(bytes32 topic, address attester) external restricted {
        if (_trusted[topic][attester]) revert AttesterAlreadyTrusted(topic, attester);

        _trusted[topic][attester] = true;

        emit AttesterTrusted(topic, attester);
    }

    /// @inheritdoc IAttestationRegistry
    function distrustAttester(bytes32 topic, address attester) external restricted {
        if (!_trusted[topic][attester]) revert AttesterNotTrusted(topic, attester);

        _trusted[topic][attester] = false;

        emit AttesterDistrusted(topic, attester);
        _advanceEpoch();
    }

    /// @inheritdoc IAttestationRegistry
    function setTopicQuorum(bytes32 topic, uint16 quorum) external restricted {
        if (quorum == 0 || quorum > _ATTESTER_LIMIT) revert AttestationQuorumOutOfRange(quorum, _ATTESTER_LIMIT);

        _quorums[topic] = quorum;

        emit TopicQuorumSet(topic, quorum);
        _advanceEpoch();
    }

    /// @inheritdoc IVerificationSource
    function setVerificationEpoch(address epoch) external restricted {
        _setEpoch(epoch);
    }

    /// @inheritdoc IAttestationRegistry
    function evaluate(Query calldata query) external view returns (Finding memory finding) {
        bytes32 key = _keyOf(query.asset, query.stage, query.submission, query.topic, query.subject);
        bytes32[] memory ids = _current[key];
        bytes32[] memory counted = new bytes32[](ids.length);
        finding.needed = Math.max(query.quorum, topicQuorum(query.topic));

        for (uint256 i = 0; i < ids.length; ++i) {
            Attestation storage attestation = _attestations[ids[i]];
            if (attestation.attester == query.excluded) continue;
            Fault fault = _faultOf(ids[i], attestation, query.maxAge);
            if (fault == Fault.None) counted[finding.counted++] = ids[i];
            else (finding.fault, finding.culprit) = (fault, ids[i]);
        }

        finding.ids = new bytes32[](finding.counted);
        for (uint256 i = 0; i < finding.counted; ++i) finding.ids[i] = counted[i];
        if (finding.counted >= finding.needed) (finding.fault, finding.culprit) = (Fault.None, bytes32(0));
        else if (finding.fault == Fault.None) finding.fault = Fault.Missing;
    }

    /// @inheritdoc IAttestationRegistry
    function attestationOf(bytes32 id) external view returns (Attestation memory) {
        return _known(id);
    }

    /// @inheritdoc IAttestationRegistry
    function isValid(bytes32 id) external view returns (bool) {
        Attestation storage attestation = _attestations[id];
        return !attestation.asset.isZero() && _faultOf(id, attestation, 0) == Fault.None;
    }

    /// @inheritdoc IAttestationRegistry
    function schemaRegistry() external view returns (address) {
        return address(_schemas);
    }

    /// @inheritdoc IAttestationRegistry
    function isTrusted(bytes32 topic, address attester) external view returns (bool) {
        return _trusted[topic][attester];
    }

    /// @inheritdoc IAttestationRegistry
    function isNonceUsed(address attester, uint256 nonce) external view returns (bool) {
        return _nonces[attester][nonce];
    }

    /// @inheritdoc IAttestationRegistry
    function isRevoked(bytes32 id) external view returns (bool) {
        return _revoked[id];
    }

    /// @inheritdoc IAttestationRegistry
    function topicQuorum(bytes32 topic) public view returns (uint16) {
        return _quorums[topic] == 0 ? 1 : _quorums[topic];
    }

    /// @inheritdoc IAttestationRegistry
    function idOf(Attestation calldata attestation) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_ATTESTATION_TYPE_HASH, attestation)));
    }

    /// Makes `id` its attester's current statement of the key, unless that one was issued later.
    function _enlist(bytes32 id, Attestation calldata statement) private {
        bytes32 key = _keyOf(
            statement.asset,
            statement.stage,
            statement.submission,
            statement.topic,
            statement.subject
        );
        bytes32 previous = _latest[key][statement.attester];
        if (previous != bytes32(0) && _attestations[previous].issuedAt > statement.issuedAt) return;

        _latest[key][statement.attester] = id;
        bytes32[] storage ids = _current[key];
        uint256 place = _placeFor(ids, previous, statement.topic);
        if (place == ids.length) {
            ids.push(id);
            return;
        }
        for (; place + 1 < ids.length; ++place) ids[place] = ids[place + 1];
        ids[place] = id;
    }

    function _revoke(bytes32 id, bytes32 reason) private {
        if (_revoked[id]) revert AttestationAlreadyRevoked(id);

        _revoked[id] = true;

        emit AttestationRevoked(id, msg.sender, reason);
        _drop(id, _attestations[id]);
    }

    function _validStatement(bytes32 id) internal view override returns (Attestation memory) {
        Attestation storage statement = _known(id);
        if (_faultOf(id, statement, 0) != Fault.None) revert ClaimNotPresentable(id);
        return statement;
    }

    function _isLatest(bytes32 id, Attestation memory statement) internal view override returns (bool) {
        bytes32 key = _keyOf(
            statement.asset,
            statement.stage,
            statement.submission,
            statement.topic,
            statement.subject
        );
        return _latest[key][statement.attester] == id;
    }

    function _vouches(bytes32 topic, address attester) internal view override returns (bool) {
        return _trusted[topic][attester] && _quorums[topic] < 2;
    }

    function _checkStatement(Attestation calldata statement) private view {
        if (statement.asset.isZero()) revert AttestationAssetMissing();
        if (statement.stage < Stage.Registered || statement.stage > Stage.Trading) {
            revert AttestationWrongStage(statement.stage);
        }
        if (statement.subject == address(0)) revert AttestationSubjectMissing();
        if (statement.subject == statement.attester) revert AttestationSelfIssued(statement.attester);
        if (!_schemas.isUsable(statement.schema, statement.topic)) {
            revert AttestationWrongSchema(statement.topic, statement.schema);
        }
        if (!_trusted[statement.topic][statement.attester]) {
            revert AttestationAttesterUntrusted(statement.topic, statement.attester);
        }
        uint64 current = uint64(block.timestamp);
        if (statement.issuedAt > current) revert AttestationNotYetIssued(statement.issuedAt, current);
        if (statement.expiresAt <= current) revert AttestationExpired(statement.expiresAt, current);
    }

    /// Index that the newcomer vacates: its attester's previous statement, else the end, else a distrusted attester's.
    function _placeFor(bytes32[] storage ids, bytes32 previous, bytes32 topic) private view returns (uint256 place) {
        uint256 length = ids.length;
        if (previous != bytes32(0)) {
            for (place = 0; place < length; ++place) if (ids[place] == previous) return place;
        }
        if (length < _ATTESTER_LIMIT) return length;
        for (place = 0; place < length; ++place) {
            if (!_trusted[topic][_attestations[ids[place]].attester]) return place;
        }
        revert AttestationTooMany(_ATTESTER_LIMIT);
    }

    /// Assumes `issuedAt` is in the past, which recording enforces (ATTEST-10).
    function _faultOf(bytes32 id, Attestation storage statement, uint64 maxAge) private view returns (Fault) {
        if (_revoked[id]) return Fault.Revoked;
        if (!_trusted[statement.topic][statement.attester]) return Fault.Distrusted;
        if (statement.expiresAt <= block.timestamp) return Fault.Expired;
        if (maxAge != 0 && block.timestamp - statement.issuedAt > maxAge) return Fault.Stale;
        return Fault.None;
    }

    function _known(bytes32 id) private view returns (Attestation storage statement) {
        statement = _attestations[id];
        if (statement.asset.isZero()) revert AttestationUnknown(id);
    }

    function _keyOf(
        AssetId asset,
        Stage stage,
        bytes32 submission,
        bytes32 topic,
        address subject
    ) private pure returns (bytes32) {
        return keccak256(abi.encode(asset, stage, submission, topic, subject));
    }
}
