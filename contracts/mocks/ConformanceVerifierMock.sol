// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IHonkVerifier} from "../L1/proofs/settlement/IHonkVerifier.sol";

/// @notice Stands where the generated verifier of a circuit will. What it takes is no proof: whoever knows the public
/// inputs makes it. It shows which public inputs a contract on L1 computes, and nothing else.
contract ConformanceVerifierMock is IHonkVerifier {
    bytes32 public immutable verificationKeyHash;
    bool public immutable isProduction;

    error ConformanceInputsMismatch(bytes32[] publicInputs);

    constructor(bytes32 verificationKeyHash_, bool isProduction_) {
        (verificationKeyHash, isProduction) = (verificationKeyHash_, isProduction_);
    }

    function verify(bytes calldata proof, bytes32[] calldata publicInputs) external view returns (bool) {
        // As generated verifiers do, it reverts for most of what is wrong, and answers false for the rest.
        if (proof.length != 32) return false;
        bytes32 expected = keccak256(abi.encode("no proof", verificationKeyHash, publicInputs));
        if (bytes32(proof) != expected) revert ConformanceInputsMismatch(publicInputs);
        return true;
    }
}
