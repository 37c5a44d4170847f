// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Decides whether a proof shows that a batch is right: that its input gives its output. A verifier takes the
/// digest for what it is about and knows nothing of levels. Source: spec/rollup.md, ROLLUP-14.
interface IProofVerifier {
    /// @notice Whether `proof` proves the batch, or range of batches, with the digest.
    /// @param digest keccak256 of a header; of a range: keccak256 of the digests end to end.
    /// @param proof Bytes that the verifier defines.
    /// @dev Reverts: with the verifier's own errors, which name what is wrong with the proof.
    function verify(bytes32 digest, bytes calldata proof) external view returns (bool);
}
