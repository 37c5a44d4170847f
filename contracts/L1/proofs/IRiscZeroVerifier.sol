// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Verifiers of RISC Zero and the router to them, as published.
interface IRiscZeroVerifier {
    /// @notice Reverts unless a seal shows that the image ended with the journal.
    /// @param seal The proof, behind the four bytes that choose the verifier.
    /// @param imageId Id of the program's image.
    /// @param journalDigest SHA-256 of what the program has committed to.
    function verify(bytes calldata seal, bytes32 imageId, bytes32 journalDigest) external view;
}
