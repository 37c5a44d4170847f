// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepVerifier} from "../IStepVerifier.sol";
import {IStepFamily} from "./IStepFamily.sol";
import {IStepParts} from "./IStepParts.sol";
import {MachineState} from "./MachineState.sol";

/// @notice Runs the machine's steps by families of them, each a contract of its own, because all of them together are
/// more than one contract may hold. Nobody owns it and nothing in it changes. Source: spec/dispute.md, DISPUTE-7.
contract StepVerifier is IStepVerifier, IStepParts {
    /// @dev Steps at most.
    uint256 private constant _MOST = 2048;
    /// @dev Bytes of a part before its witness.
    uint256 private constant _HEAD = 6;
    /// @dev The family of a part that says that the machine is DONE.
    uint256 private constant _DONE = 255;
    /// @dev EIP-150: a call gets at most all but a 64th.
    uint256 private constant _SIXTY_FOURTH = 64;
    /// @dev Gas of a call beside what the callee is given: access, and slack for what comes before it.
    uint256 private constant _CALL = 10_000;

    /// @dev One slot.
    struct Family {
        IStepFamily family;
        uint96 reserve;
    }

    Family[] private _families;

    constructor(IStepFamily[] memory families) {
        if (families.length == 0 || families.length > _DONE) {
            revert StepVerifierFamiliesInvalid(_DONE, families.length);
        }
        for (uint256 i = 0; i < families.length; ++i) {
            _families.push(Family(families[i], uint96(families[i].reserve())));
        }
    }

    /// @inheritdoc IStepVerifier
    function run(
        bytes32 digest,
        bytes32 before,
        uint256 steps,
        bytes calldata witness
    ) external view returns (bytes32 state) {
        if (steps == 0 || steps > _MOST) revert StepVerifierStepsInvalid(_MOST, steps);
        state = before;
        uint256 left = steps;
        uint256 position = 0;
        while (position < witness.length) {
            if (left == 0) revert StepVerifierWitnessTooLong(position, witness.length);
            (uint256 family, uint256 most, uint256 next) = _head(witness, position);
            bytes calldata part = witness[position + _HEAD:next];
            uint256 done = left;
            if (family == _DONE) _checkDone(state, part);
            else (state, done) = _runPart(digest, state, family, most, left, part);
            left -= done;
            position = next;
        }
        if (left != 0) revert StepVerifierStepsMissing(steps, steps - left);
    }

    /// @inheritdoc IStepVerifier
    function begin(bytes32 leaf) external pure returns (bytes32) {
        return MachineState.begin(leaf);
    }

    /// @inheritdoc IStepVerifier
    function end(bytes32 leaf) external pure returns (bytes32) {
        return MachineState.end(leaf);
    }

    /// @inheritdoc IStepParts
    function familyAt(uint256 place) external view returns (address family, uint256 reserve) {
        Family memory found = _familyAt(place);
        return (address(found.family), found.reserve);
    }

    function _runPart(
        bytes32 digest,
        bytes32 before,
        uint256 place,
        uint256 most,
        uint256 left,
        bytes calldata part
    ) private view returns (bytes32 state, uint256 done) {
        if (most == 0 || most > left) revert StepVerifierPartInvalid(left, most);
        Family memory found = _familyAt(place);
        if (found.reserve != 0) _demandGas(found.reserve, part.length);
        (state, done) = found.family.run(digest, before, most, part);
        if (done == 0 || done > most) revert StepVerifierStepNotTaken(place, before);
    }

    /// @dev Of what is left the call gets 63 of 64 parts, after the witness was copied for it: at most 16 gas a byte,
    /// memory included, for the witness that a block has room for.
    function _demandGas(uint256 reserve, uint256 size) private view {
        uint256 needed = reserve + reserve / (_SIXTY_FOURTH - 1) + 1 + 16 * size + _CALL;
        uint256 given = gasleft();
        if (given < needed) revert StepVerifierGasMissing(needed, given);
    }

    function _checkDone(bytes32 state, bytes calldata part) private pure {
        if (part.length != 32) revert StepVerifierPartCut(32, part.length);
        bytes32 done = MachineState.end(bytes32(part));
        if (done != state) revert StepVerifierNotDone(done, state);
    }

    function _head(
        bytes calldata witness,
        uint256 position
    ) private pure returns (uint256 family, uint256 most, uint256 next) {
        if (witness.length - position < _HEAD) revert StepVerifierPartCut(position + _HEAD, witness.length);
        uint48 head = uint48(bytes6(witness[position:position + _HEAD]));
        family = head >> 40;
        most = (head >> 24) & 0xffff;
        next = position + _HEAD + (head & 0xffffff);
        if (next > witness.length) revert StepVerifierPartCut(next, witness.length);
    }

    function _familyAt(uint256 place) private view returns (Family memory) {
        if (place >= _families.length) revert StepVerifierFamilyUnknown(_families.length, place);
        return _families[place];
    }
}
