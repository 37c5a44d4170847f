// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Verifiers of SP1 and the gateway to them, as published.
interface ISP1Verifier {
    /// @notice Reverts unless a proof shows that the program ended with the public values.
    /// @param programVKey Verification key of the program.
    /// @param publicValues What the program has committed to.
    /// @param proofBytes The proof, behind the four bytes that choose the verifier.
    function verifyProof(bytes32 programVKey, bytes calldata publicValues, bytes calldata proofBytes) external view;
}
