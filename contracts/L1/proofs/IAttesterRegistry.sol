// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "./IProofVerifier.sol";

/// @notice Keys of enclaves, and the verifier of their quorum. An enclave's quote is verified off chain by the
/// registrar;
/// what counts of it is kept here. Source: spec/rollup.md, ROLLUP-32 to ROLLUP-35.
interface IAttesterRegistry is IProofVerifier {
    /// @notice What a registrar found in the quote of an enclave.
    /// @param key Address of the key that the enclave signs with.
    /// @param measurement Hash of the enclave's code and configuration.
    /// @param quotedAt Unix time at which the quote was made, seconds.
    /// @param expiresAt Unix time from which the key counts no longer, seconds.
    /// @param isDebug Whether the enclave can be looked into.
    /// @param isSimulated Whether there is no enclave: development only.
    /// @param quoteHash keccak256 of the quote, for whoever verifies it again.
    struct Enclave {
        address key;
        bytes32 measurement;
        uint64 quotedAt;
        uint64 expiresAt;
        bool isDebug;
        bool isSimulated;
        bytes32 quoteHash;
    }

    event MeasurementAllowed(bytes32 indexed measurement);
    event MeasurementRemoved(bytes32 indexed measurement);
    event AttesterRegistered(address indexed key, Enclave enclave, uint64 activeAt);
    event AttesterRevoked(address indexed key, address by);
    event QuorumChanged(uint8 quorum);
    event PolicyConnected(address policy);

    error AttesterQuorumInvalid(uint8 greatest, uint8 actual);
    error AttesterMeasurementUnknown(bytes32 measurement);
    error AttesterMeasurementKnown(bytes32 measurement);
    error AttesterMeasurementInvalid();
    error AttesterMeasurementsExhausted(uint8 greatest);
    error AttesterKeyInvalid();
    error AttesterKnown(address key);
    error AttesterKeyShared(address key);
    error AttesterPolicyConnected(address policy);
    error AttesterPolicyInvalid(address policy);
    error AttesterIsDebug(address key);
    error AttesterIsSimulated(address key);
    error AttesterQuoteTooOld(uint64 oldest, uint64 actual);
    error AttesterQuoteInFuture(uint64 now_, uint64 actual);
    error AttesterExpiryOutOfRange(uint64 least, uint64 greatest, uint64 actual);
    error AttesterQuorumMissed(uint256 expected, uint256 actual);
    error AttesterSignatureLengthInvalid(uint256 actual);
    error AttesterSignatureInvalid(uint256 index);
    error AttesterSignersNotAscending(address previous, address next);
    error AttesterUnknown(address key);
    error AttesterNotActive(address key, uint64 activeAt);
    error AttesterExpired(address key, uint64 expiresAt);
    error AttesterWasRevoked(address key);
    error AttesterMeasurementRemoved(address key);

    /// @notice Names the policy that knows which keys validity proofs rest on: they are no attesters.
    /// @dev *Caller:* the timelock, once. *Reverts:* AttesterPolicyConnected, AttesterPolicyInvalid for what is no
    /// contract. *Source:* ROLLUP-39.
    function connectPolicy(address policy) external;

    /// @notice Allows enclaves with a measurement.
    /// @dev *Caller:* the timelock. *Reverts:* AttesterMeasurementKnown, AttesterMeasurementInvalid for zero,
    /// AttesterMeasurementsExhausted when 239 were allowed before: then it takes a new registry.
    function allowMeasurement(bytes32 measurement) external;

    /// @notice Takes a measurement away: no key of it counts from now on.
    /// @dev *Caller:* the council. *Reverts:* AttesterMeasurementUnknown.
    function removeMeasurement(bytes32 measurement) external;

    /// @notice Registers the key of an enclave; it counts after the activation delay.
    /// @dev *Caller:* a registrar. *Reverts:* AttesterKeyInvalid for zero, AttesterKnown, AttesterKeyShared,
    /// AttesterMeasurementUnknown, AttesterIsDebug, AttesterIsSimulated in production, AttesterQuoteTooOld,
    /// AttesterQuoteInFuture, AttesterExpiryOutOfRange. *Source:* ROLLUP-32, ROLLUP-33, ROLLUP-39.
    function register(Enclave calldata enclave) external;

    /// @notice Revokes a key, for ever.
    /// @dev *Caller:* the council. *Reverts:* AttesterUnknown, AttesterWasRevoked. *Source:* ROLLUP-35.
    function revoke(address key) external;

    /// @notice Changes how many signatures are a quorum.
    /// @dev *Caller:* the timelock. *Reverts:* AttesterQuorumInvalid for zero or more than 16. *Source:* ROLLUP-34.
    function setQuorum(uint8 quorum) external;

    /// @notice How many signatures are a quorum.
    function quorum() external view returns (uint8);

    /// @notice Whether the policy is for production.
    function isProduction() external view returns (bool);

    /// @notice Whether a key counts now.
    function isActive(address key) external view returns (bool);

    /// @notice Whether a key was ever registered, whatever it counts for now.
    function isRegistered(address key) external view returns (bool);

    /// @notice Whether a key is registered as SIMULATED.
    function isSimulated(address key) external view returns (bool);

    /// @notice The EIP-712 hash that attesters of a digest sign: Batch(bytes32 digest).
    function messageOf(bytes32 digest) external view returns (bytes32);
}
