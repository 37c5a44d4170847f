// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Runs those steps of the machine whose phase and opcode are its own: each phase and opcode is of exactly one
/// family. Source: spec/dispute.md, DISPUTE-7 and DISPUTE-33.
interface IStepFamily {
    /// @notice Runs steps from a state, and stops before the first that is not the family's own.
    /// @param digest Of the batch that is disputed.
    /// @param before The state to begin with.
    /// @param most Steps at most.
    /// @param witness What the steps read; its form is the family's own.
    /// @return state The state behind the last of them.
    /// @return done How many they are; 0 when the first is not the family's own: the state is then `before`.
    /// @dev *Reverts:* with errors of the family when the witness lacks something, has something beyond its end, or is
    /// not one of the state; never because of what the machine does. A family that calls a contract, and takes the
    /// failure of that call for an answer, asks for a `reserve` so large that the call cannot fail for want of gas.
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done);

    /// @notice Gas that must be left to the family when it is called, beside what copying the witness costs: with it no
    /// call of its own fails for want of gas, whoever chose the gas of the whole (EIP-150). 0 for a family that makes
    /// no
    /// calls: for it, too little gas is a revert.
    function reserve() external view returns (uint256);
}
