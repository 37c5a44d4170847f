// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {Frame, FrameState} from "../FrameState.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {WordChain} from "../WordChain.sol";
import {Room} from "./Room.sol";

/// @notice One step of a frame: what it changes, and the witness that shows what it reads.
struct Step {
    Machine machine;
    Frame frame;
    Tape tape;
}

/// @notice Reads from a tape what the steps of a frame need, in the order in which the machine asks for it:
///
/// | size | field |
/// |---|---|
/// | 512 | the machine's words |
/// | 736 | the frame's words |
/// | then | what the phase says, at its family |
///
/// and keeps what a step changed. Source: spec/dispute.md, DISPUTE-30, DISPUTE-35, DISPUTE-48.
library FrameStep {
    using WitnessTape for Tape;

    /// @notice The page of code in which the instruction lies is not shown.
    error FrameStepCodePageNotShown(uint256 page);
    /// @notice Pages are not as many as the size asks for.
    error FrameStepPagesInvalid(uint256 expected, uint256 actual);
    /// @notice The stack's words are not those of the frame.
    error FrameStepStackMismatch(bytes32 expected, bytes32 actual);

    /// @notice Reads the machine's words.
    function open(Step memory step, bytes32 before, bytes calldata witness) internal pure {
        step.tape = WitnessTape.open(witness);
        MachineState.read(step.machine, witness, before);
        step.tape.skip(MachineState.SIZE);
    }

    /// @notice Reads the words of the frame that runs.
    function openFrame(Step memory step) internal pure {
        FrameState.read(step.frame, step.tape.skip(FrameState.SIZE), step.machine.frame);
    }

    /// @notice Reads the transaction's words.
    function transaction(Step memory step) internal pure returns (Transaction memory words) {
        DisputedTransaction.read(words, step.tape.skip(DisputedTransaction.SIZE), step.machine.transaction);
    }

    /// @notice Reads the instruction's opcode, from an opening of the code that shows its page; nothing is read beyond
    /// the code's end, where it is 0.
    function opcode(Step memory step) internal pure returns (uint256 code) {
        Frame memory frame = step.frame;
        uint256 position = frame.pc;
        if (position >= frame.codeSize) return 0;
        Pages.Opening memory opening = Pages.head(step.tape.position);
        requireCount(frame.codeSize, opening.count);
        uint256 page = position / Pages.SIZE;
        if ((opening.shown >> page) & 1 == 0) revert FrameStepCodePageNotShown(page);
        uint256 spare = Room.take(Pages.SIZE + Pages.JUMPS + 32 * opening.count);
        uint256 base = Room.take((Pages.SIZE + Pages.JUMPS) * opening.count);
        Pages.layCode(opening, base, base + Pages.SIZE * opening.count, spare, frame.code);
        step.tape.skip(opening.next - step.tape.position);
        assembly ("memory-safe") {
            // The first byte of the word that begins there.
            code := byte(0, mload(add(base, position)))
        }
    }

    /// @notice Takes words from the stack: the chain below them is shown, then the words, the deepest first.
    /// @return words The topmost first.
    function pop(Step memory step, uint256 count) internal pure returns (uint256[] memory words) {
        Frame memory frame = step.frame;
        bytes32 below = bytes32(step.tape.word());
        bytes32 chain = below;
        words = new uint256[](count);
        for (uint256 i = count; i > 0; --i) {
            words[i - 1] = step.tape.word();
            chain = WordChain.append(chain, words[i - 1]);
        }
        if (chain != frame.stack) revert FrameStepStackMismatch(frame.stack, chain);
        frame.stack = below;
        frame.stackWords -= count;
    }

    /// @notice Puts a word onto a frame's stack.
    function push(Frame memory frame, uint256 word) internal pure {
        frame.stack = WordChain.append(frame.stack, word);
        ++frame.stackWords;
    }

    /// @notice Takes gas from the frame.
    /// @return Whether it had it; otherwise it halts.
    function charge(Frame memory frame, uint256 gas_) internal pure returns (bool) {
        if (frame.gas < gas_) return false;
        unchecked {
            frame.gas -= gas_;
        }
        return true;
    }

    /// @notice Goes to a phase.
    function goTo(Machine memory machine, uint256 phase, bytes32 a, bytes32 b, bytes32 c, bytes32 d) internal pure {
        machine.phase = phase;
        machine.a = a;
        machine.b = b;
        machine.c = c;
        machine.d = d;
    }

    /// @notice Halts the frame (DISPUTE-45).
    function halt(Step memory step) internal pure {
        end(step, FrameState.HALTED, Pages.NONE, 0, 0);
    }

    /// @notice Ends the frame: what only a running frame has is gone (DISPUTE-48).
    function end(Step memory step, uint256 status, bytes32 pages, uint256 offset, uint256 size) internal pure {
        Frame memory frame = step.frame;
        if (status == FrameState.HALTED) frame.gas = 0;
        frame.pc = 0;
        frame.stack = 0;
        frame.stackWords = 0;
        frame.memoryPages = Pages.NONE;
        frame.memorySize = 0;
        frame.code = 0;
        frame.codeSize = 0;
        noReturnData(frame);
        if (size == 0) (pages, offset) = (Pages.NONE, 0);
        goTo(step.machine, MachineState.LEAVE, bytes32(status), pages, bytes32(offset), bytes32(size));
    }

    /// @notice The empty view as return data.
    function noReturnData(Frame memory frame) internal pure {
        frame.returnPages = Pages.NONE;
        frame.returnOffset = 0;
        frame.returnSize = 0;
    }

    /// @notice What the step leaves behind, once the witness is read to its end; the frame is that of the machine.
    function keep(Step memory step) internal pure returns (bytes32) {
        step.machine.frame = FrameState.hash(step.frame);
        return keepWithoutFrame(step);
    }

    /// @notice The same when the machine's frame is another one, or none.
    function keepWithoutFrame(Step memory step) internal pure returns (bytes32) {
        step.tape.close();
        return MachineState.hash(step.machine);
    }

    /// @notice Refuses unless bytes have so many pages.
    function requireCount(uint256 size, uint256 count) internal pure {
        uint256 expected = (size + Pages.SIZE - 1) / Pages.SIZE;
        if (count != expected) revert FrameStepPagesInvalid(expected, count);
    }
}
