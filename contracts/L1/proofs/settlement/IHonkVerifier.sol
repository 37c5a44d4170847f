// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A verifier that Barretenberg generates for one circuit and one SRS. Source: spec/settlement.md, SETTLE-44.
interface IHonkVerifier {
    /// @notice Whether the proof shows the circuit's statement of the public inputs.
    /// @param proof As bb writes it.
    /// @param publicInputs In the order of SETTLE-44, each below the field's modulus.
    /// @dev Reverts: with an error of the generated contract when the proof or a public input is not right; it never
    /// returns false.
    function verify(bytes calldata proof, bytes32[] calldata publicInputs) external view returns (bool);

    /// @notice Whether the SRS is the canonical one: whoever knows the secret of another proves anything.
    function isProduction() external view returns (bool);

    /// @notice Hash of the circuit's verification key.
    function verificationKeyHash() external view returns (bytes32);
}
