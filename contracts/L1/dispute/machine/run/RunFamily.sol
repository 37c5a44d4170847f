// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Transaction} from "../DisputedTransaction.sol";
import {Frame, FrameState} from "../FrameState.sol";
import {IStepFamily} from "../IStepFamily.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {UnreservedFamily} from "../UnreservedFamily.sol";
import {WordChain} from "../WordChain.sol";
import {IRunFamily} from "./IRunFamily.sol";
import {
    BLOOM,
    CHAIN,
    CODE,
    EMPTY,
    END,
    FIRST,
    FOREIGN,
    HALTED,
    HIDDEN,
    LOG_HASHES,
    LOG_TAIL,
    LOGS_OPENED,
    MEMORY,
    MEMORY_HASHES,
    MEMORY_OPENED,
    MEMORY_WRITTEN,
    OUTPUT_OFFSET,
    OUTPUT_SIZE,
    RETURNED,
    TABLE
} from "./RunLayout.sol";
import {RunTable} from "./RunTable.sol";
import {RunWitness} from "./RunWitness.sol";

/// @notice Runs the instructions that need neither an account nor another frame: all of phase RUN but BALANCE,
/// EXTCODESIZE, EXTCODECOPY, EXTCODEHASH, BLOCKHASH, SELFBALANCE, calls, creations and SELFDESTRUCT. Nobody owns it and
/// nothing in it changes. Source: spec/dispute.md, DISPUTE-33 to DISPUTE-36.
/// @dev It takes memory for itself as RunLayout says, and calls nobody. Compiled without the IR pipeline, which makes
/// twice as much of the loop.
contract RunFamily is UnreservedFamily, IRunFamily {
    /// @dev Words of a stack at most (VM-9).
    uint256 private constant _STACK = 1024;

    /// @dev Of the lane's chain.
    uint256 private immutable _CHAIN_ID;

    constructor(uint256 chainId) {
        _CHAIN_ID = chainId;
    }

    /// @inheritdoc IStepFamily
    function run(
        bytes32,
        bytes32 before,
        uint256 most,
        bytes calldata witness
    ) external view returns (bytes32 state, uint256 done) {
        // In this order at 0x80, 0x280 and 0x560: MACHINE, FRAME, TRANSACTION.
        Machine memory machine;
        Frame memory frame;
        Transaction memory transaction;
        MachineState.read(machine, witness, before);
        if (machine.phase != MachineState.RUN || most == 0) return (before, 0);
        (uint256 sp, uint256 pc_) = RunWitness.read(machine, frame, transaction, most, witness);
        RunTable.build();
        uint256 chainId = _CHAIN_ID;
        assembly ("memory-safe") {
            mstore(CHAIN, chainId)
        }
        done = _advance(machine, frame, sp, pc_, most);
        RunWitness.close(witness);
        if (done == 0) return (before, 0);
        _keepLogs(machine);
        machine.frame = FrameState.hash(frame);
        state = MachineState.hash(machine);
    }

    /// @dev Runs, and puts what follows into machine and frame.
    function _advance(
        Machine memory machine,
        Frame memory frame,
        uint256 sp,
        uint256 pc_,
        uint256 most
    ) private pure returns (uint256 done) {
        uint256 gas_;
        (sp, pc_, gas_, done) = _loop(sp, pc_, frame.gas, most);
        uint256 end;
        assembly ("memory-safe") {
            end := mload(END)
        }
        if (end < FOREIGN) _leave(machine, frame, end - RETURNED, gas_);
        else if (done != 0) _keep(frame, sp, pc_, gas_);
    }

    /// @dev One instruction after another, `most` of them, or until one ends the frame or is another family's: END
    /// tells.
    /// @return s Address of the topmost word.
    /// @return p Address of the next instruction.
    /// @return g Gas.
    /// @return done Instructions.
    function _loop(
        uint256 sp,
        uint256 pc_,
        uint256 gas_,
        uint256 most
    ) private pure returns (uint256 s, uint256 p, uint256 g, uint256 done) {
        function(uint256, uint256, uint256) internal pure returns (uint256, uint256, uint256) handler;
        uint256 highest = _highest();
        uint256 next = pc_;
        uint256 isOver;
        done = most;
        do {
            assembly ("memory-safe") {
                pc_ := next
                // The opcode's word of the table.
                handler := mload(add(TABLE, shl(5, byte(0, mload(pc_)))))
            }
            (sp, next, gas_) = handler(sp, pc_, gas_);
            assembly ("memory-safe") {
                // What is left to do.
                done := sub(done, 1)
                // No step is left, there is no next instruction, gas is below zero, or the stack too high.
                isOver := or(or(iszero(done), lt(next, 5)), or(slt(gas_, 0), gt(sp, highest)))
            }
        } while (isOver == 0);
        done = most - done;
        // An instruction that is another family's has changed nothing and is not counted.
        if (next == FOREIGN) --done;
        else if (int256(gas_) < 0 || sp > highest) next = HALTED;
        assembly ("memory-safe") {
            mstore(END, next)
        }
        return (sp, next == FOREIGN ? pc_ : next, next == HALTED ? 0 : gas_, done);
    }

    /// @dev Address of the topmost word of a full stack.
    function _highest() private pure returns (uint256 highest) {
        assembly ("memory-safe") {
            highest := add(EMPTY, shl(5, sub(_STACK, mload(HIDDEN))))
        }
    }

    /// @dev The frame runs on.
    function _keep(Frame memory frame, uint256 sp, uint256 pc_, uint256 gas_) private pure {
        uint256 code;
        uint256 hidden;
        bytes32 below;
        assembly ("memory-safe") {
            code := mload(CODE)
            hidden := mload(HIDDEN)
            below := mload(EMPTY)
        }
        uint256 shown = (sp - EMPTY) / 32;
        frame.pc = pc_ - code;
        frame.gas = gas_;
        frame.stackWords = hidden + shown;
        frame.stack = WordChain.extend(below, FIRST, shown);
        _keepMemory(frame);
    }

    /// @dev The frame ends: what only a running frame has is gone, and its output is a view of its memory.
    function _leave(Machine memory machine, Frame memory frame, uint256 status, uint256 gas_) private pure {
        uint256 offset;
        uint256 size;
        assembly ("memory-safe") {
            offset := mload(OUTPUT_OFFSET)
            size := mload(OUTPUT_SIZE)
        }
        machine.phase = MachineState.LEAVE;
        machine.a = bytes32(status);
        machine.b = Pages.NONE;
        if (status != FrameState.HALTED && size != 0) {
            _keepMemory(frame);
            machine.b = frame.memoryPages;
            machine.c = bytes32(offset);
            machine.d = bytes32(size);
        }
        frame.pc = 0;
        frame.gas = gas_;
        frame.stack = 0;
        frame.stackWords = 0;
        frame.memoryPages = Pages.NONE;
        frame.memorySize = 0;
        frame.code = 0;
        frame.codeSize = 0;
        frame.returnPages = Pages.NONE;
        frame.returnOffset = 0;
        frame.returnSize = 0;
    }

    /// @dev The pages that were written are hashed again. The size is kept where the frame has it.
    function _keepMemory(Frame memory frame) private pure {
        uint256 opened;
        uint256 base;
        uint256 written;
        assembly ("memory-safe") {
            opened := mload(MEMORY_OPENED)
            base := mload(MEMORY)
            written := mload(MEMORY_WRITTEN)
        }
        if (opened == 0) return;
        Pages.rehash(base, MEMORY_HASHES, written);
        frame.memoryPages = Pages.commitment(MEMORY_HASHES, (frame.memorySize + Pages.SIZE - 1) / Pages.SIZE);
    }

    /// @dev The last page of the logs, when it is not full, is hashed, and the bloom.
    function _keepLogs(Machine memory machine) private pure {
        uint256 opened;
        uint256 count = machine.logBytes / Pages.SIZE;
        assembly ("memory-safe") {
            opened := mload(LOGS_OPENED)
            mstore(add(LOG_HASHES, shl(5, count)), keccak256(LOG_TAIL, 1024))
        }
        if (opened == 0) return;
        if (machine.logBytes % Pages.SIZE != 0) ++count;
        machine.logs = Pages.commitment(LOG_HASHES, count);
        bytes32 bloom;
        assembly ("memory-safe") {
            bloom := keccak256(BLOOM, 256)
        }
        machine.bloom = bloom;
    }
}
