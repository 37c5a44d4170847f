// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "./IProofVerifier.sol";
import {IRiscZeroVerifier} from "./IRiscZeroVerifier.sol";
import {ISP1Verifier} from "./ISP1Verifier.sol";
import {IValidityVerifier} from "./IValidityVerifier.sol";

/// @notice Lets proofs of a zkVM count as validity proofs of an EVM lane: a program that executes batches is proven
/// outside, and a gateway of the zkVM verifies it. The program's public values are the digest, alone; what it must show
/// for it is in spec/rollup.md, ROLLUP-40.
contract ZkvmVerifier is IValidityVerifier {
    /// @notice Whose gateway it is.
    enum Shape {
        SP1,
        RiscZero
    }

    /// @notice What the verifier works with, for ever.
    /// @param gateway The zkVM's verifier, or a gateway to its verifiers.
    /// @param program Verification key of the program, or id of its image.
    /// @param isProduction Whether whoever deploys answers for the gateway: one that takes mock proofs looks like any
    /// other.
    struct Settings {
        Shape shape;
        address gateway;
        bytes32 program;
        bool isProduction;
    }

    Shape private immutable _shape;
    address private immutable _gateway;
    bytes32 private immutable _program;
    bool private immutable _isProduction;

    error ZkvmGatewayMissing(address gateway);
    error ZkvmProgramMissing();

    constructor(Settings memory settings) {
        if (settings.gateway.code.length == 0) revert ZkvmGatewayMissing(settings.gateway);
        if (settings.program == 0) revert ZkvmProgramMissing();
        _shape = settings.shape;
        _gateway = settings.gateway;
        _program = settings.program;
        _isProduction = settings.isProduction;
    }

    /// @inheritdoc IProofVerifier
    /// @dev *Reverts:* with the gateway's errors when the proof is none. *Source:* ROLLUP-40.
    function verify(bytes32 digest, bytes calldata proof) external view returns (bool) {
        bytes memory publicValues = abi.encode(digest);
        if (_shape == Shape.SP1) ISP1Verifier(_gateway).verifyProof(_program, publicValues, proof);
        else IRiscZeroVerifier(_gateway).verify(proof, _program, sha256(publicValues));
        return true;
    }

    /// @inheritdoc IValidityVerifier
    function isProduction() external view returns (bool) {
        return _isProduction;
    }

    /// @inheritdoc IValidityVerifier
    function anchors() external view returns (bytes32[] memory keys) {
        keys = new bytes32[](1);
        keys[0] = _program;
    }
}
