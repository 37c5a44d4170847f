// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame, FrameState} from "../FrameState.sol";
import {MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {FrameMemory, OpenMemory} from "./FrameMemory.sol";
import {HASH_WORD, INIT_CODE_WORD} from "./FrameGas.sol";
import {FrameStep, Step} from "./FrameStep.sol";

/// @notice What phase RUN does of a call or a creation: takes the operands, grows and charges for memory and init code,
/// and leaves a draft of the callee's frame. Source: spec/dispute.md, DISPUTE-44.
library CallDraft {
    using FrameStep for Step;

    uint256 internal constant CREATE = 0xf0;
    uint256 internal constant CALL = 0xf1;
    uint256 internal constant CALLCODE = 0xf2;
    uint256 internal constant DELEGATECALL = 0xf4;
    uint256 internal constant CREATE2 = 0xf5;
    uint256 internal constant STATICCALL = 0xfa;

    /// @dev EIP-3860.
    uint256 private constant _INIT_CODE = 49152;
    uint256 private constant _CREATION = 32_000;

    /// @notice Whether an instruction makes a callee.
    function isOwn(uint256 opcode) internal pure returns (bool) {
        return
            opcode == CALL ||
            opcode == CALLCODE ||
            opcode == DELEGATECALL ||
            opcode == STATICCALL ||
            opcode == CREATE ||
            opcode == CREATE2;
    }

    /// @notice Makes the draft.
    /// @return Whether the machine goes to phase CALL; otherwise the frame halts.
    function make(Step memory step, uint256 opcode) internal pure returns (bool) {
        uint256 pops = _popsOf(opcode);
        if (step.frame.stackWords < pops) return false;
        uint256[] memory words = step.pop(pops);
        OpenMemory memory memory_ = FrameMemory.open(step.frame, step.tape);
        if (opcode == CREATE || opcode == CREATE2) return _create(step, opcode, words, memory_);
        return _call(step, opcode, words, memory_);
    }

    function _popsOf(uint256 opcode) private pure returns (uint256) {
        if (opcode == CREATE) return 3;
        if (opcode == CREATE2) return 4;
        return opcode == CALL || opcode == CALLCODE ? 7 : 6;
    }

    /// @dev The words: gas, account, value (CALL and CALLCODE alone), input, its size, output, its size.
    function _call(
        Step memory step,
        uint256 opcode,
        uint256[] memory words,
        OpenMemory memory memory_
    ) private pure returns (bool) {
        Frame memory frame = step.frame;
        bool hasValue = opcode == CALL || opcode == CALLCODE;
        uint256 at = hasValue ? 3 : 2;
        uint256 value = hasValue ? words[2] : 0;
        if (!FrameMemory.grow(frame, memory_, words[at], words[at + 1])) return false;
        if (!FrameMemory.grow(frame, memory_, words[at + 2], words[at + 3])) return false;
        if (opcode == CALL && value != 0 && frame.kind & FrameState.STATIC != 0) return false;
        FrameMemory.keep(frame, memory_);

        Frame memory draft = _draftOf(frame, words[at], words[at + 1]);
        uint256 target = uint160(words[1]);
        draft.kind = frame.kind & FrameState.STATIC;
        if (opcode == STATICCALL) draft.kind = FrameState.STATIC;
        draft.gas = words[0];
        if (opcode == CALL || opcode == STATICCALL) draft.self = target;
        if (opcode == DELEGATECALL) (draft.caller, draft.value) = (frame.caller, frame.value);
        else draft.value = value;
        draft.outputSize = words[at + 3];
        draft.outputOffset = draft.outputSize == 0 ? 0 : words[at + 2];
        _leave(step, draft, target, opcode);
        return true;
    }

    /// @dev The words: value, init code, its size, salt (CREATE2 alone).
    function _create(
        Step memory step,
        uint256 opcode,
        uint256[] memory words,
        OpenMemory memory memory_
    ) private pure returns (bool) {
        Frame memory frame = step.frame;
        uint256 size = words[2];
        if (!FrameStep.charge(frame, _CREATION)) return false;
        if (!FrameMemory.grow(frame, memory_, words[1], size)) return false;
        if (frame.kind & FrameState.STATIC != 0 || size > _INIT_CODE) return false;
        uint256 price = INIT_CODE_WORD + (opcode == CREATE2 ? HASH_WORD : 0);
        if (!FrameStep.charge(frame, price * ((size + 31) / 32))) return false;
        FrameMemory.keep(frame, memory_);

        Frame memory draft = _draftOf(frame, words[1], size);
        draft.kind = FrameState.CREATION;
        draft.value = words[0];
        _leave(step, draft, opcode == CREATE2 ? words[3] : 0, opcode);
        return true;
    }

    /// @dev What all callees have: the rest is zero.
    function _draftOf(Frame memory frame, uint256 offset, uint256 size) private pure returns (Frame memory draft) {
        draft.depth = frame.depth + 1;
        draft.memoryPages = Pages.NONE;
        draft.dataPages = frame.memoryPages;
        // A view of no bytes of memory begins at 0 (DISPUTE-21).
        draft.dataOffset = size == 0 ? 0 : offset;
        draft.dataSize = size;
        draft.returnPages = Pages.NONE;
        draft.self = frame.self;
        draft.caller = frame.self;
    }

    function _leave(Step memory step, Frame memory draft, uint256 operand, uint256 opcode) private pure {
        bytes32 hash = FrameState.hash(draft);
        FrameStep.goTo(step.machine, MachineState.CALL, hash, bytes32(operand), bytes32(opcode), 0);
    }
}
