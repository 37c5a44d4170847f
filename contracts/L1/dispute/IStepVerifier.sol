// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Runs the machine of which a dispute decides one step. Source: spec/dispute.md, DISPUTE-7 and DISPUTE-30 to
/// DISPUTE-43.
interface IStepVerifier {
    /// @notice Runs `steps` steps from a state.
    /// @param digest Of the batch that is disputed; its header is in the witness where a step reads it.
    /// @param before The state to begin with: keccak256 of its words.
    /// @param steps How many, 1 … 2,048.
    /// @param witness What the steps read; its form is the verifier's own.
    /// @return The state after exactly so many steps.
    /// @dev *Reverts:* with the verifier's errors when the witness is not one of these steps, or when less gas was
    /// given
    /// than a step may need: nothing is decided then.
    function run(bytes32 digest, bytes32 before, uint256 steps, bytes calldata witness) external view returns (bytes32);

    /// @notice The state with which the step behind a leaf of the trace begins.
    function begin(bytes32 leaf) external pure returns (bytes32);

    /// @notice The state that says that the step's leaf is this one.
    function end(bytes32 leaf) external pure returns (bytes32);
}
