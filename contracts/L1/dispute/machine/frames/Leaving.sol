// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame, FrameState} from "../FrameState.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {CODE_BYTE} from "./FrameGas.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {ViewPages} from "./ViewPages.sol";

/// @notice What phase LEAVE does: ends a frame; what it did is kept or undone, created code is stored, and its caller
/// goes on. Source: spec/dispute.md, DISPUTE-45.
library Leaving {
    using FrameStep for Step;
    using WitnessTape for Tape;

    /// @notice The words to go back to are not those of the frame.
    error LeavingUndoMismatch(bytes32 expected, bytes32 actual);

    /// @dev EIP-170.
    uint256 private constant _CODE = 24576;
    /// @dev EIP-3541: no code begins with it.
    uint256 private constant _RESERVED = 0xef;

    /// @notice Ends the frame.
    /// @return The state behind the step.
    function leave(Step memory step) internal pure returns (bytes32) {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        uint256 undo = _openUndo(step);
        Frame memory caller;
        if (frame.callerFrame != 0) FrameState.read(caller, step.tape.skip(FrameState.SIZE), frame.callerFrame);
        uint256 status = uint256(machine.a);
        bool isCreation = frame.kind & FrameState.CREATION != 0;
        if (isCreation && status == FrameState.RETURNED) status = _storeCode(step);
        if (status != FrameState.RETURNED) _undo(machine, undo);
        uint256 gasLeft = status == FrameState.HALTED ? 0 : frame.gas;
        if (frame.callerFrame == 0) {
            machine.frame = 0;
            FrameStep.goTo(machine, MachineState.SETTLE, bytes32(status), bytes32(gasLeft), 0, 0);
        } else {
            caller.gas += gasLeft;
            _return(machine, frame, caller, status);
            machine.frame = FrameState.hash(caller);
        }
        return step.keepWithoutFrame();
    }

    /// @dev Gives the caller result and return data.
    function _return(Machine memory machine, Frame memory frame, Frame memory caller, uint256 status) private pure {
        bool isCreation = frame.kind & FrameState.CREATION != 0;
        bool hasReturned = status == FrameState.RETURNED;
        if (status == FrameState.HALTED || (isCreation && hasReturned)) {
            FrameStep.noReturnData(caller);
        } else {
            caller.returnPages = machine.b;
            caller.returnOffset = uint256(machine.c);
            caller.returnSize = uint256(machine.d);
        }
        FrameStep.push(
            caller,
            !hasReturned
                ? 0
                : isCreation
                    ? frame.self
                    : 1
        );
        uint256 size = caller.returnSize < frame.outputSize ? caller.returnSize : frame.outputSize;
        if (isCreation || size == 0) FrameStep.goTo(machine, MachineState.RUN, 0, 0, 0, 0);
        else FrameStep.goTo(machine, MachineState.DELIVER, 0, bytes32(frame.outputOffset), bytes32(size), 0);
    }

    /// @dev Stores the code that init code returned (EIP-170, EIP-3541).
    /// @return How the frame ends then.
    function _storeCode(Step memory step) private pure returns (uint256) {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        uint256 size = uint256(machine.d);
        if (size > _CODE || frame.gas < CODE_BYTE * size) return FrameState.HALTED;
        uint256 place = ViewPages.read(machine.b, uint256(machine.c), size, step.tape);
        uint256 first = 0;
        bytes32 codeHash;
        assembly ("memory-safe") {
            // The code, and its first byte where it has one.
            codeHash := keccak256(place, size)
            if size {
                first := byte(0, mload(place))
            }
        }
        if (first == _RESERVED) return FrameState.HALTED;
        frame.gas -= CODE_BYTE * size;
        Account memory created = StateAccess.readAccount(machine.state, frame.self, step.tape);
        created.codeHash = codeHash;
        machine.state = StateAccess.writeAccount(machine.state, frame.self, created, step.tape);
        return FrameState.RETURNED;
    }

    /// @dev Reads what the frame's undo commits to.
    /// @return place Offset of the six words in calldata.
    function _openUndo(Step memory step) private pure returns (uint256 place) {
        place = step.tape.skip(192);
        bytes32 actual;
        assembly ("memory-safe") {
            // Above the free memory, which is not taken.
            let words := mload(0x40)
            calldatacopy(words, place, 192)
            actual := keccak256(words, 192)
        }
        if (actual != step.frame.undo) revert LeavingUndoMismatch(step.frame.undo, actual);
    }

    function _undo(Machine memory machine, uint256 place) private pure {
        uint256[6] memory words;
        assembly ("memory-safe") {
            calldatacopy(words, place, 192)
        }
        machine.state = bytes32(words[0]);
        machine.scratch = bytes32(words[1]);
        machine.refund = words[2];
        machine.logs = bytes32(words[3]);
        machine.logBytes = words[4];
        machine.bloom = bytes32(words[5]);
    }
}
