// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Frame} from "../FrameState.sol";
import {Pages} from "../Pages.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {CodeAnalysis} from "./CodeAnalysis.sol";
import {FrameMemory, OpenMemory} from "./FrameMemory.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {Leaving} from "./Leaving.sol";
import {Room} from "./Room.sol";
import {StateCode} from "./StateCode.sol";
import {ViewPages} from "./ViewPages.sol";

/// @notice Runs the steps on the way into a frame and out of it, one a call: phases ENTER, LEAVE and DELIVER. Nobody
/// owns
/// it and nothing in it changes.
///
/// Its witness, behind the words of machine and frame: in phase ENTER the code as StateCode has it, or of init code the
/// hashes of those pages of code that the frame has already, and the opening of the pages that the part is of; in phase
/// LEAVE the six words that the frame's undo commits to, the caller's words if there is
/// one,
/// and of a creation that returned the opening of its output's pages and what StateAccess needs; in phase DELIVER the
/// opening of the return data's pages and that of the memory.
/// @dev Source: spec/dispute.md, DISPUTE-22, DISPUTE-33 and DISPUTE-45.
contract PassageFamily is UnreservedFamily {
    using FrameStep for Step;
    using WitnessTape for Tape;

    /// @dev Bytes that phase DELIVER copies in one step.
    uint256 private constant _PART = 8192;
    /// @dev Bytes of init code that phase ENTER analyses in one step: 24 pages, as many as a code has at most.
    uint256 private constant _ANALYSED = 24576;
    /// @dev Data of a PUSH at most: no code hash is so small.
    uint256 private constant _HIDDEN = 32;

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external pure returns (bytes32 state, uint256 done) {
        Step memory step;
        step.open(before, witness);
        uint256 phase = step.machine.phase;
        bool isOwn = phase == MachineState.ENTER || phase == MachineState.LEAVE || phase == MachineState.DELIVER;
        if (most == 0 || !isOwn) return (before, 0);
        step.openFrame();
        if (phase == MachineState.LEAVE) return (Leaving.leave(step), 1);
        if (phase == MachineState.ENTER) _enter(step);
        else _deliver(step);
        return (step.keep(), 1);
    }

    function _enter(Step memory step) private pure {
        if (uint256(step.machine.a) <= _HIDDEN) _enterInitCode(step);
        else _enterCode(step);
    }

    /// @dev A code by its hash is shown whole.
    function _enterCode(Step memory step) private pure {
        (uint256 offset, uint256 size) = StateCode.read(step.tape, step.machine.a);
        uint256 place = Room.take(size);
        assembly ("memory-safe") {
            // Out of the witness.
            calldatacopy(place, offset, size)
        }
        uint256 hashes = Room.take(32 * Pages.MOST);
        CodeAnalysis.hashPages(hashes, place, size, 0);
        _giveCode(step, hashes, size);
        FrameStep.goTo(step.machine, MachineState.RUN, 0, 0, 0, 0);
    }

    /// @dev Of init code a part is analysed behind what the frame has of it already.
    function _enterInitCode(Step memory step) private pure {
        Machine memory machine = step.machine;
        uint256 done = step.frame.codeSize;
        uint256 size = uint256(machine.d) - done;
        if (size > _ANALYSED) size = _ANALYSED;
        uint256 hashes = _readHashes(step, done / Pages.SIZE);
        uint256 place = ViewPages.read(machine.b, uint256(machine.c) + done, size, step.tape);
        uint256 hidden = CodeAnalysis.hashPages(hashes + done / 32, place, size, 8 * uint256(machine.a)) / 8;
        _giveCode(step, hashes, done + size);
        if (done + size == uint256(machine.d)) FrameStep.goTo(machine, MachineState.RUN, 0, 0, 0, 0);
        else machine.a = bytes32(hidden);
    }

    /// @dev The hashes of the code's pages that there are.
    /// @return hashes Address of the first, with room for those of all that there may be.
    function _readHashes(Step memory step, uint256 count) private pure returns (uint256 hashes) {
        hashes = Room.take(32 * Pages.MOST);
        if (count == 0) return hashes;
        uint256 position = step.tape.skip(32 * count);
        assembly ("memory-safe") {
            // As they are.
            calldatacopy(hashes, position, shl(5, count))
        }
        bytes32 actual = Pages.commitment(hashes, count);
        if (actual != step.frame.code) revert Pages.PagesMismatch(step.frame.code, actual);
    }

    function _giveCode(Step memory step, uint256 hashes, uint256 size) private pure {
        step.frame.code = Pages.commitment(hashes, (size + Pages.SIZE - 1) / Pages.SIZE);
        step.frame.codeSize = size;
    }

    function _deliver(Step memory step) private pure {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        (uint256 copied, uint256 to, uint256 all) = (uint256(machine.a), uint256(machine.b), uint256(machine.c));
        uint256 size = all - copied < _PART ? all - copied : _PART;
        uint256 place = ViewPages.read(frame.returnPages, frame.returnOffset + copied, size, step.tape);
        OpenMemory memory memory_ = FrameMemory.open(frame, step.tape);
        FrameMemory.write(frame, memory_, to + copied, size, place);
        if (copied + size == all) FrameStep.goTo(machine, MachineState.RUN, 0, 0, 0, 0);
        else machine.a = bytes32(copied + size);
    }
}
