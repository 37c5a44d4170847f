// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What StepVerifier's witness is: parts end to end, carried out one after another.
///
/// | size | field |
/// |---|---|
/// | 1 | family: its place among the verifier's families; 255: the machine is DONE |
/// | 2 | most: steps that the family may do, 1 … 2,048 |
/// | 3 | size of the part's witness |
/// | that many | the family's witness; of family 255 the leaf, 32 bytes |
///
/// A part of family 255 stands for all the steps that are left, and is the last.
/// @dev Source: spec/dispute.md, DISPUTE-7 and DISPUTE-32.
interface IStepParts {
    /// @notice No steps, or more than may be decided at once.
    error StepVerifierStepsInvalid(uint256 most, uint256 actual);
    /// @notice The witness ends within a part.
    error StepVerifierPartCut(uint256 expected, uint256 actual);
    /// @notice A part is for a family that there is not.
    error StepVerifierFamilyUnknown(uint256 families, uint256 actual);
    /// @notice A part asks for no step, or for more than are left.
    error StepVerifierPartInvalid(uint256 left, uint256 actual);
    /// @notice The family did nothing: the step is not its own.
    error StepVerifierStepNotTaken(uint256 family, bytes32 state);
    /// @notice The parts did another number of steps.
    error StepVerifierStepsMissing(uint256 expected, uint256 actual);
    /// @notice The steps are done, and the witness goes on.
    error StepVerifierWitnessTooLong(uint256 expected, uint256 actual);
    /// @notice The state is not the one that ends with this leaf.
    error StepVerifierNotDone(bytes32 expected, bytes32 actual);
    /// @notice Less gas is left than the family must be given.
    error StepVerifierGasMissing(uint256 expected, uint256 actual);
    /// @notice No families, or more than there are places.
    error StepVerifierFamiliesInvalid(uint256 most, uint256 actual);

    /// @notice A family.
    /// @dev *Reverts:* StepVerifierFamilyUnknown.
    function familyAt(uint256 place) external view returns (address family, uint256 reserve);
}
