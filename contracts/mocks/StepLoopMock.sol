// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepVerifier} from "../L1/dispute/IStepVerifier.sol";

/// @notice Asks a step verifier for many segments in one call, each in a call of its own that may fail.
contract StepLoopMock {
    /// @notice Steps from a state, and the gas that they are given.
    struct Segment {
        bytes32 digest;
        bytes32 before;
        uint256 steps;
        uint256 gasLimit;
    }

    /// @notice Bytes of a segment before its witness: its four words, and the witness's size.
    uint256 private constant _HEAD = 160;
    /// @notice Bytes of an alteration before what it puts in: where, how many bytes give way, and how many come.
    uint256 private constant _ALTERATION = 9;

    IStepVerifier private immutable _VERIFIER;

    constructor(IStepVerifier verifier) {
        _VERIFIER = verifier;
    }

    /// @notice Runs segments that stand end to end.
    /// @return outcomes Of each three words: its state, or zero; what the verifier reverted with, four bytes; the gas.
    function runEach(bytes calldata segments) external view returns (bytes memory outcomes) {
        while (segments.length > 0) {
            (Segment memory segment, bytes calldata witness, bytes calldata next) = _cut(segments);
            outcomes = bytes.concat(outcomes, _run(segment, witness));
            segments = next;
        }
    }

    /// @notice Runs one segment with its witness altered in many ways.
    function runAltered(
        bytes calldata segment,
        bytes calldata alterations
    ) external view returns (bytes memory outcomes) {
        (Segment memory given, bytes calldata witness, ) = _cut(segment);
        while (alterations.length > 0) {
            uint256 start = uint24(bytes3(alterations));
            uint256 next = start + uint24(bytes3(alterations[3:]));
            uint256 end = _ALTERATION + uint24(bytes3(alterations[6:]));
            bytes memory altered = bytes.concat(witness[:start], alterations[_ALTERATION:end], witness[next:]);
            outcomes = bytes.concat(outcomes, _run(given, altered));
            alterations = alterations[end:];
        }
    }

    function _cut(
        bytes calldata segments
    ) private pure returns (Segment memory segment, bytes calldata witness, bytes calldata next) {
        segment = abi.decode(segments, (Segment));
        uint256 end = _HEAD + uint256(bytes32(segments[_HEAD - 32:_HEAD]));
        (witness, next) = (segments[_HEAD:end], segments[end:]);
    }

    function _run(Segment memory segment, bytes memory witness) private view returns (bytes memory) {
        uint256 given = gasleft();
        try _VERIFIER.run{gas: segment.gasLimit}(segment.digest, segment.before, segment.steps, witness) returns (
            bytes32 state
        ) {
            return abi.encode(state, bytes4(0), given - gasleft());
        } catch (bytes memory problem) {
            return abi.encode(bytes32(0), bytes4(problem), given - gasleft());
        }
    }
}
