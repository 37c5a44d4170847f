// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The verifier of one circuit, as it is generated from the circuit's verification key. Source:
/// spec/settlement.md, SETTLE-44.
interface ICircuitVerifier {
    /// @notice Whether a proof shows that the circuit holds for the public inputs.
    /// @dev Reverts: with the generated contract's own errors.
    function verify(bytes calldata proof, bytes32[] calldata publicInputs) external view returns (bool);

    /// @notice Whether the reference string was made by a ceremony: whoever makes one alone can prove anything.
    function isProduction() external view returns (bool);

    /// @notice Hash of the verification key.
    function verificationKeyHash() external view returns (bytes32);
}
