// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {PackedSignature} from "../../libraries/PackedSignature.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IAttesterRegistry} from "./IAttesterRegistry.sol";
import {IFinalityPolicy} from "./IFinalityPolicy.sol";
import {IProofVerifier} from "./IProofVerifier.sol";

/// @notice Implements {IAttesterRegistry}.
contract AttesterRegistry is IAttesterRegistry, TimelockedAccess, EIP712 {
    using PackedSignature for bytes;

    /// @notice Who registers enclaves whose quotes were verified.
    bytes32 public constant REGISTRAR_ROLE = keccak256("REGISTRAR");
    /// @notice Who takes keys and measurements away.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    bytes32 private constant _BATCH_TYPE_HASH = keccak256("Batch(bytes32 digest)");
    uint8 private constant _QUORUM_LIMIT = 16;
    /// @dev Their bits are from 1 on.
    uint8 private constant _MEASUREMENTS_LIMIT = 239;

    /// @dev One slot, which is all that a quorum reads of a key.
    struct Attester {
        uint40 activeAt;
        uint40 expiresAt;
        uint8 measurement;
        bool isSimulated;
        bool isRevoked;
    }

    /// @dev One slot, the other thing that a quorum reads: in `allowed`, a bit for the number of each measurement.
    struct State {
        uint8 quorum;
        uint8 measurements;
        uint240 allowed;
    }

    bool private immutable _isProduction;
    uint64 private immutable _greatestAge;
    uint64 private immutable _activationDelay;

    State private _state;
    /// @dev Number of each measurement that was ever allowed, from 1.
    mapping(bytes32 measurement => uint8 number) private _numbers;
    mapping(address key => Attester attester) private _attesters;
    address private _policy;

    /// @notice What cannot be changed later.
    /// @param leastDelay Seconds that the timelock's delay must be longer than.
    /// @param isProduction Whether SIMULATED keys are refused.
    /// @param greatestAge Seconds that a quote may be old, and a key may count after it.
    /// @param activationDelay Seconds until a registered key counts: time for the council to object.
    struct Settings {
        uint256 leastDelay;
        bool isProduction;
        uint64 greatestAge;
        uint64 activationDelay;
    }

    /// @param timelock_ Administrator.
    /// @param settings What cannot be changed later.
    /// @param quorum_ Signatures that are a quorum, 1 … 16.
    /// @param registrars Who registers enclaves.
    /// @param council Who takes keys and measurements away.
    constructor(
        TimelockController timelock_,
        Settings memory settings,
        uint8 quorum_,
        address[] memory registrars,
        address[] memory council
    ) TimelockedAccess(timelock_, settings.leastDelay) EIP712("Muniment AttesterRegistry", "1") {
        _isProduction = settings.isProduction;
        _greatestAge = settings.greatestAge;
        _activationDelay = settings.activationDelay;
        _setQuorum(quorum_);
        _grantAtStart(REGISTRAR_ROLE, registrars);
        _grantAtStart(COUNCIL_ROLE, council);
    }

    /// @inheritdoc IAttesterRegistry
    function connectPolicy(address policy) external onlySlow {
        if (_policy != address(0)) revert AttesterPolicyConnected(_policy);
        if (policy.code.length == 0) revert AttesterPolicyInvalid(policy);
        _policy = policy;
        emit PolicyConnected(policy);
    }

    /// @inheritdoc IAttesterRegistry
    function allowMeasurement(bytes32 measurement) external onlySlow {
        if (measurement == 0) revert AttesterMeasurementInvalid();
        if (_isAllowed(_state.allowed, _numbers[measurement])) revert AttesterMeasurementKnown(measurement);
        uint8 number = _state.measurements + 1;
        if (number > _MEASUREMENTS_LIMIT) revert AttesterMeasurementsExhausted(_MEASUREMENTS_LIMIT);

        // A number of its own each time: the keys of a measurement that was taken away do not come back with it.
        _state.measurements = number;
        _state.allowed |= uint240(1) << number;
        _numbers[measurement] = number;
        emit MeasurementAllowed(measurement);
    }

    /// @inheritdoc IAttesterRegistry
    function removeMeasurement(bytes32 measurement) external onlyRole(COUNCIL_ROLE) {
        _state.allowed &= ~(uint240(1) << _numberOf(measurement));
        emit MeasurementRemoved(measurement);
    }

    /// @inheritdoc IAttesterRegistry
    function register(Enclave calldata enclave) external onlyRole(REGISTRAR_ROLE) {
        if (enclave.key == address(0)) revert AttesterKeyInvalid();
        if (_attesters[enclave.key].expiresAt != 0) revert AttesterKnown(enclave.key);
        // Otherwise one key gave two kinds of evidence.
        if (_policy != address(0) && IFinalityPolicy(_policy).isAnchor(enclave.key)) {
            revert AttesterKeyShared(enclave.key);
        }
        uint8 number = _numberOf(enclave.measurement);
        if (enclave.isDebug) revert AttesterIsDebug(enclave.key);
        if (enclave.isSimulated && _isProduction) revert AttesterIsSimulated(enclave.key);
        _checkTimes(enclave);

        uint40 activeAt = SafeCast.toUint40(block.timestamp + _activationDelay);
        _attesters[enclave.key] = Attester({
            activeAt: activeAt,
            expiresAt: SafeCast.toUint40(enclave.expiresAt),
            measurement: number,
            isSimulated: enclave.isSimulated,
            isRevoked: false
        });
        emit AttesterRegistered(enclave.key, enclave, activeAt);
    }

    /// @inheritdoc IAttesterRegistry
    function revoke(address key) external onlyRole(COUNCIL_ROLE) {
        Attester storage attester = _attesters[key];
        if (attester.expiresAt == 0) revert AttesterUnknown(key);
        if (attester.isRevoked) revert AttesterWasRevoked(key);

        attester.isRevoked = true;
        emit AttesterRevoked(key, msg.sender);
    }

    /// @inheritdoc IAttesterRegistry
    function setQuorum(uint8 quorum_) external onlySlow {
        _setQuorum(quorum_);
    }

    /// @inheritdoc IProofVerifier
    /// @dev The proof is the signatures, 65 bytes each (r ‖ s ‖ v), of signers in ascending order of their addresses.
    /// *Reverts:* AttesterSignatureLengthInvalid, AttesterQuorumMissed, AttesterSignatureInvalid,
    /// AttesterSignersNotAscending, AttesterUnknown, AttesterWasRevoked, AttesterNotActive, AttesterExpired,
    /// AttesterMeasurementRemoved. *Source:* ROLLUP-34, ROLLUP-35.
    function verify(bytes32 digest, bytes calldata proof) external view returns (bool) {
        if (proof.length % PackedSignature.SIZE != 0) revert AttesterSignatureLengthInvalid(proof.length);
        uint256 count = proof.length / PackedSignature.SIZE;
        State memory state = _state;
        if (count < state.quorum || count > _QUORUM_LIMIT) revert AttesterQuorumMissed(state.quorum, count);

        bytes32 message = messageOf(digest);
        address previous;
        for (uint256 i = 0; i < count; ++i) {
            address signer = proof.signerAt(i, message);
            if (signer == address(0)) revert AttesterSignatureInvalid(i);
            if (signer <= previous) revert AttesterSignersNotAscending(previous, signer);
            _checkActive(signer, state.allowed);
            previous = signer;
        }
        return true;
    }

    /// @inheritdoc IAttesterRegistry
    function quorum() external view returns (uint8) {
        return _state.quorum;
    }

    /// @inheritdoc IAttesterRegistry
    function isProduction() external view returns (bool) {
        return _isProduction;
    }

    /// @inheritdoc IAttesterRegistry
    function isActive(address key) external view returns (bool) {
        Attester memory attester = _attesters[key];
        return
            _isAllowed(_state.allowed, attester.measurement) &&
            !attester.isRevoked &&
            attester.activeAt <= block.timestamp &&
            block.timestamp < attester.expiresAt;
    }

    /// @inheritdoc IAttesterRegistry
    function isRegistered(address key) external view returns (bool) {
        return _attesters[key].expiresAt != 0;
    }

    /// @inheritdoc IAttesterRegistry
    function isSimulated(address key) external view returns (bool) {
        return _attesters[key].isSimulated;
    }

    /// @inheritdoc IAttesterRegistry
    function messageOf(bytes32 digest) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_BATCH_TYPE_HASH, digest)));
    }

    /// @dev A registry without measurements cannot attest anything for as long as the timelock's delay.
    function _checkSetUp() internal view override {
        if (_state.measurements == 0) revert AttesterMeasurementInvalid();
    }

    function _setQuorum(uint8 quorum_) private {
        if (quorum_ == 0 || quorum_ > _QUORUM_LIMIT) revert AttesterQuorumInvalid(_QUORUM_LIMIT, quorum_);
        _state.quorum = quorum_;
        emit QuorumChanged(quorum_);
    }

    function _checkTimes(Enclave calldata enclave) private view {
        uint64 time = uint64(block.timestamp);
        if (enclave.quotedAt > time) revert AttesterQuoteInFuture(time, enclave.quotedAt);
        if (time - enclave.quotedAt > _greatestAge) {
            revert AttesterQuoteTooOld(time - _greatestAge, enclave.quotedAt);
        }
        uint64 greatest = enclave.quotedAt + _greatestAge;
        if (enclave.expiresAt <= time || enclave.expiresAt > greatest) {
            revert AttesterExpiryOutOfRange(time + 1, greatest, enclave.expiresAt);
        }
    }

    function _checkActive(address key, uint240 allowed) private view {
        Attester memory attester = _attesters[key];
        if (attester.expiresAt == 0) revert AttesterUnknown(key);
        if (attester.isRevoked) revert AttesterWasRevoked(key);
        if (block.timestamp < attester.activeAt) revert AttesterNotActive(key, attester.activeAt);
        if (block.timestamp >= attester.expiresAt) revert AttesterExpired(key, attester.expiresAt);
        if (!_isAllowed(allowed, attester.measurement)) revert AttesterMeasurementRemoved(key);
    }

    function _numberOf(bytes32 measurement) private view returns (uint8 number) {
        number = _numbers[measurement];
        if (!_isAllowed(_state.allowed, number)) revert AttesterMeasurementUnknown(measurement);
    }

    function _isAllowed(uint240 allowed, uint8 number) private pure returns (bool) {
        return (allowed >> number) & 1 == 1;
    }
}
