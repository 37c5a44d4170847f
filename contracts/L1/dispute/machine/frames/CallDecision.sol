// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CreatedAddress} from "../CreatedAddress.sol";
import {Frame, FrameState} from "../FrameState.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {ScratchAccess} from "../ScratchAccess.sol";
import {Account, StateAccess} from "../StateAccess.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {CallDraft} from "./CallDraft.sol";
import {Callee} from "./Callee.sol";
import {CALL_VALUE, NEW_ACCOUNT, STIPEND} from "./FrameGas.sol";
import {FrameStep, Step} from "./FrameStep.sol";
import {StateCode} from "./StateCode.sol";
import {ViewPages} from "./ViewPages.sol";

/// @notice What phase CALL does: decides a call or a creation, and makes the callee's frame or answers at once. Source:
/// spec/dispute.md, DISPUTE-44 and DISPUTE-45.
library CallDecision {
    using FrameStep for Step;
    using WitnessTape for Tape;

    /// @dev Frames above the first.
    uint256 private constant _DEPTH = 1024;
    /// @dev EIP-150: a callee gets all but a part in so many.
    uint256 private constant _SHARE = 64;
    /// @dev EIP-2681.
    uint256 private constant _LAST_NONCE = type(uint64).max;
    /// @dev EIP-7702: a code of 23 bytes that begins so says whose code runs instead.
    uint256 private constant _DELEGATION = 0xef0100;
    uint256 private constant _DELEGATION_SIZE = 23;

    /// @notice Decides.
    function decide(Step memory step) internal pure {
        Frame memory draft;
        FrameState.read(draft, step.tape.skip(FrameState.SIZE), step.machine.a);
        if (draft.kind & FrameState.CREATION != 0) _create(step, draft);
        else _call(step, draft);
    }

    function _call(Step memory step, Frame memory draft) private pure {
        Frame memory frame = step.frame;
        uint256 target = uint256(step.machine.b);
        uint256 opcode = uint256(step.machine.c);
        bool isPaying = draft.value != 0 && (opcode == CallDraft.CALL || opcode == CallDraft.CALLCODE);
        (bool isPaid, bytes32 codeHash) = _pay(step, target, isPaying, opcode);
        if (!isPaid) {
            step.halt();
            return;
        }
        _give(frame, draft, isPaying ? STIPEND : 0);
        if (draft.depth > _DEPTH || (isPaying && _balance(step, frame.self) < draft.value)) {
            _answer(step, draft.gas, 0);
            return;
        }
        draft.undo = Callee.undoOf(step.machine);
        if (isPaying && opcode == CallDraft.CALL) {
            step.machine.state = StateAccess.transfer(step.machine.state, frame.self, target, draft.value, step.tape);
        }
        _goTo(step, draft, target, codeHash);
    }

    /// @dev Pays for the access to an account, for value sent there, and for the access to what it delegates to.
    /// @return isPaid Whether the frame had the gas.
    /// @return codeHash Of the code to run.
    function _pay(
        Step memory step,
        uint256 target,
        bool isPaying,
        uint256 opcode
    ) private pure returns (bool isPaid, bytes32 codeHash) {
        isPaid = StateCode.access(step, target);
        Account memory account = StateAccess.readAccount(step.machine.state, target, step.tape);
        uint256 cost = isPaying ? CALL_VALUE : 0;
        if (isPaying && opcode == CallDraft.CALL && StateAccess.isEmpty(account)) cost += NEW_ACCOUNT;
        if (!isPaid || !FrameStep.charge(step.frame, cost)) return (false, 0);

        (uint256 offset, uint256 size) = StateCode.read(step.tape, account.codeHash);
        uint256 delegate = _delegateOf(offset, size);
        if (delegate == 0) return (true, account.codeHash);
        delegate = uint160(delegate);
        if (!StateCode.access(step, delegate)) return (false, 0);
        return (true, StateAccess.readAccount(step.machine.state, delegate, step.tape).codeHash);
    }

    /// @dev The account that a code delegates to, with the code's first bytes above it; zero when it does not.
    function _delegateOf(uint256 offset, uint256 size) private pure returns (uint256 delegate) {
        if (size != _DELEGATION_SIZE) return 0;
        assembly ("memory-safe") {
            // 23 bytes.
            delegate := shr(72, calldataload(offset))
        }
        if (delegate >> 160 != _DELEGATION) return 0;
    }

    /// @dev What the frame gives its callee.
    function _give(Frame memory frame, Frame memory draft, uint256 stipend) private pure {
        uint256 most = frame.gas - frame.gas / _SHARE;
        if (draft.gas > most) draft.gas = most;
        frame.gas -= draft.gas;
        draft.gas += stipend;
    }

    function _goTo(Step memory step, Frame memory draft, uint256 target, bytes32 codeHash) private pure {
        bool isPrecompile = ScratchAccess.isPrecompile(target);
        if (!isPrecompile && codeHash == StateAccess.NO_CODE) {
            _answer(step, draft.gas, 1);
            return;
        }
        Callee.enter(step, draft);
        if (isPrecompile) FrameStep.goTo(step.machine, MachineState.PRECOMPILE, bytes32(target), 0, 0, 0);
        else FrameStep.goTo(step.machine, MachineState.ENTER, codeHash, 0, 0, 0);
    }

    function _create(Step memory step, Frame memory draft) private pure {
        (Machine memory machine, Frame memory frame) = (step.machine, step.frame);
        Account memory creator = StateAccess.readAccount(machine.state, frame.self, step.tape);
        if (draft.depth > _DEPTH || creator.balance < draft.value || creator.nonce == _LAST_NONCE) {
            _answer(step, 0, 0);
            return;
        }
        draft.gas = frame.gas - frame.gas / _SHARE;
        frame.gas -= draft.gas;
        draft.self = _addressOf(step, draft, creator.nonce);
        ++creator.nonce;
        machine.state = StateAccess.writeAccount(machine.state, frame.self, creator, step.tape);
        (machine.scratch, ) = ScratchAccess.warmAccount(machine.scratch, draft.self, step.tape);
        Account memory occupant = StateAccess.readAccount(machine.state, draft.self, step.tape);
        if (occupant.nonce != 0 || occupant.codeHash != StateAccess.NO_CODE) {
            _answer(step, 0, 0);
            return;
        }
        _beginCreation(step, draft);
    }

    /// @dev The callee's input is its init code: it has no call data.
    function _beginCreation(Step memory step, Frame memory draft) private pure {
        bytes32 pages = draft.dataPages;
        (uint256 offset, uint256 size) = (draft.dataOffset, draft.dataSize);
        (draft.dataPages, draft.dataOffset, draft.dataSize) = (StateAccess.NO_CODE, 0, 0);
        draft.undo = Callee.undoOf(step.machine);
        Callee.enter(step, draft);
        Callee.beginCreation(step, pages, offset, size);
    }

    function _addressOf(Step memory step, Frame memory draft, uint256 nonce) private pure returns (uint256) {
        uint256 creator = step.frame.self;
        if (uint256(step.machine.c) != CallDraft.CREATE2) return CreatedAddress.addressOf(creator, nonce);
        uint256 place = ViewPages.read(draft.dataPages, draft.dataOffset, draft.dataSize, step.tape);
        uint256 size = draft.dataSize;
        bytes32 initCodeHash;
        assembly ("memory-safe") {
            // The init code whole.
            initCodeHash := keccak256(place, size)
        }
        bytes32 salt = step.machine.b;
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), address(uint160(creator)), salt, initCodeHash));
        return uint160(uint256(hash));
    }

    /// @dev Answers at once: the caller goes on with no return data.
    function _answer(Step memory step, uint256 gas_, uint256 result) private pure {
        step.frame.gas += gas_;
        FrameStep.noReturnData(step.frame);
        FrameStep.push(step.frame, result);
        FrameStep.goTo(step.machine, MachineState.RUN, 0, 0, 0, 0);
    }

    function _balance(Step memory step, uint256 account) private pure returns (uint256) {
        return StateAccess.readAccount(step.machine.state, account, step.tape).balance;
    }
}
