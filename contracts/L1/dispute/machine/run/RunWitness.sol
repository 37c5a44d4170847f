// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {DisputedTransaction, Transaction} from "../DisputedTransaction.sol";
import {Frame, FrameState} from "../FrameState.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {WordChain} from "../WordChain.sol";
import {IRunFamily} from "./IRunFamily.sol";
import {
    BLOOM,
    CODE,
    CODE_JUMPS,
    CODE_SHOWN,
    DATA,
    FIRST,
    HIDDEN,
    LOG_HASHES,
    LOG_TAIL,
    LOGS_OPENED,
    MEMORY,
    MEMORY_HASHES,
    MEMORY_OPENED,
    MEMORY_SHOWN,
    MEMORY_WORDS,
    RETURNED_DATA,
    SPARE,
    TAPE,
    TRANSACTION_OPENED,
    VIEW_BYTES,
    VIEW_OPENED,
    VIEW_SHOWN
} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Reads RunFamily's witness and lays out what it shows. The form: IRunFamily.
library RunWitness {
    uint256 private constant _TRANSACTION = 1;
    uint256 private constant _MEMORY = 2;
    uint256 private constant _DATA = 4;
    uint256 private constant _RETURN = 8;
    uint256 private constant _LOGS = 16;
    uint256 private constant _ALL = 31;

    /// @notice What is passed on while a witness is read.
    /// @param position Offset in calldata of what comes next.
    /// @param free Address of the first byte of memory that nothing has.
    /// @param fields Which fields the witness has.
    struct Cursor {
        uint256 position;
        uint256 free;
        uint256 fields;
    }

    /// @notice Reads all behind the machine's words, up to the proofs.
    /// @param most Steps that will be run at most: the stack grows by a word with each.
    /// @return sp Address of the topmost word of the stack.
    /// @return pc_ Address of the next instruction.
    function read(
        Machine memory machine,
        Frame memory frame,
        Transaction memory transaction,
        uint256 most,
        bytes calldata witness
    ) internal pure returns (uint256 sp, uint256 pc_) {
        uint256 start;
        assembly ("memory-safe") {
            start := witness.offset
        }
        Cursor memory cursor;
        cursor.position = start + MachineState.SIZE;
        FrameState.read(frame, cursor.position, machine.frame);
        cursor.position += FrameState.SIZE;
        cursor.fields = _take(cursor, 1);
        if (cursor.fields > _ALL) revert IRunFamily.RunWitnessFieldsUnknown(_ALL, cursor.fields);
        if (cursor.fields & _TRANSACTION != 0) _readTransaction(cursor, transaction, machine.transaction);
        sp = _readStack(cursor, frame, most);
        pc_ = _readCode(cursor, frame);
        _readView(cursor, _DATA, DATA, frame.dataPages);
        _readView(cursor, _RETURN, RETURNED_DATA, frame.returnPages);
        if (cursor.fields & _LOGS != 0) _readLogs(cursor, machine);
        _readMemory(cursor, frame);
        if (cursor.position > start + witness.length) {
            revert IRunFamily.RunWitnessLengthInvalid(cursor.position - start, witness.length);
        }
        _mark(TAPE, cursor.position);
        _mark(TAPE + 32, start + witness.length);
    }

    /// @notice Refuses a witness with more proofs than the steps asked for.
    function close(bytes calldata witness) internal pure {
        uint256 position;
        uint256 start;
        assembly ("memory-safe") {
            position := mload(TAPE)
            start := witness.offset
        }
        if (position != start + witness.length) {
            revert IRunFamily.RunWitnessLengthInvalid(position - start, witness.length);
        }
    }

    function _readTransaction(Cursor memory cursor, Transaction memory transaction, bytes32 hash) private pure {
        DisputedTransaction.read(transaction, cursor.position, hash);
        cursor.position += DisputedTransaction.SIZE;
        _mark(TRANSACTION_OPENED, 1);
    }

    function _readStack(Cursor memory cursor, Frame memory frame, uint256 most) private pure returns (uint256 sp) {
        uint256 shown = _take(cursor, 2);
        if (shown > frame.stackWords) revert IRunFamily.RunWitnessStackTooTall(frame.stackWords, shown);
        bytes32 below = bytes32(_take(cursor, 32));
        uint256 from = cursor.position;
        assembly ("memory-safe") {
            // The words as they are, the deepest first.
            calldatacopy(FIRST, from, shl(5, shown))
        }
        cursor.position += 32 * shown;
        bytes32 chain = WordChain.extend(below, FIRST, shown);
        if (chain != frame.stack) revert IRunFamily.RunWitnessStackMismatch(frame.stack, chain);
        _mark(HIDDEN, frame.stackWords - shown);
        // The chain below is kept in the word under the first one.
        _mark(FIRST - 32, uint256(below));
        cursor.free = FIRST + 32 * (shown + most + 1);
        return FIRST + 32 * shown - 32;
    }

    function _readCode(Cursor memory cursor, Frame memory frame) private pure returns (uint256 pc_) {
        Pages.Opening memory opening = Pages.head(cursor.position);
        _requireCount(frame.codeSize, opening.count);
        uint256 jumps = cursor.free;
        // A word read at the last byte of the bitmap ends behind it.
        uint256 base = _aligned(jumps + Pages.JUMPS * opening.count + 32);
        Pages.layCode(opening, base, jumps, SPARE, frame.code);
        _mark(CODE, base);
        _mark(CODE_SHOWN, opening.shown);
        _mark(CODE_JUMPS, jumps);
        cursor.position = opening.next;
        // Behind the last page a page of zeros: beyond the code's end it stops.
        cursor.free = base + Pages.SIZE * (opening.count + 1);
        if (frame.pc < frame.codeSize) RunRefusal.requireCode(1 << (frame.pc / Pages.SIZE), opening.shown);
        return base + frame.pc;
    }

    /// @dev The pages that call data or return data are a part of.
    function _readView(Cursor memory cursor, uint256 field, uint256 view_, bytes32 pages) private pure {
        if (cursor.fields & field == 0) return;
        Pages.Opening memory opening = Pages.head(cursor.position);
        Pages.lay(opening, cursor.free, SPARE, pages);
        _mark(view_, cursor.free);
        _mark(view_ + VIEW_BYTES, Pages.SIZE * opening.count);
        _mark(view_ + VIEW_SHOWN, opening.shown);
        _mark(view_ + VIEW_OPENED, 1);
        cursor.position = opening.next;
        // Pages behind the last that is shown need no place, but a word may begin in that one.
        if (opening.shown != 0) cursor.free += Pages.SIZE * (1 + Pages.highest(opening.shown)) + 32;
    }

    function _readLogs(Cursor memory cursor, Machine memory machine) private pure {
        Pages.Opening memory opening = Pages.head(cursor.position);
        _requireCount(machine.logBytes, opening.count);
        uint256 whole = machine.logBytes / Pages.SIZE;
        uint256 expected = machine.logBytes % Pages.SIZE == 0 ? 0 : 1 << whole;
        if (opening.shown != expected) revert IRunFamily.RunWitnessLogPagesInvalid(expected, opening.shown);
        unchecked {
            // Only page `whole` is shown: it is laid at LOG_TAIL.
            Pages.lay(opening, LOG_TAIL - Pages.SIZE * whole, LOG_HASHES, machine.logs);
        }
        uint256 position = opening.next;
        bytes32 bloom;
        assembly ("memory-safe") {
            calldatacopy(BLOOM, position, 256)
            bloom := keccak256(BLOOM, 256)
        }
        if (bloom != machine.bloom) revert IRunFamily.RunWitnessBloomMismatch(machine.bloom, bloom);
        cursor.position = position + 256;
        _mark(LOGS_OPENED, 1);
    }

    /// @dev Memory that is empty needs no opening.
    function _readMemory(Cursor memory cursor, Frame memory frame) private pure {
        _mark(MEMORY, cursor.free);
        if (frame.memorySize == 0) _mark(MEMORY_OPENED, 1);
        else _mark(MEMORY_WORDS, frame.memorySize - 31);
        if (cursor.fields & _MEMORY == 0) return;
        Pages.Opening memory opening = Pages.head(cursor.position);
        _requireCount(frame.memorySize, opening.count);
        Pages.lay(opening, cursor.free, MEMORY_HASHES, frame.memoryPages);
        _mark(MEMORY_SHOWN, opening.shown);
        _mark(MEMORY_OPENED, 1);
        cursor.position = opening.next;
    }

    function _requireCount(uint256 size, uint256 count) private pure {
        uint256 expected = (size + Pages.SIZE - 1) / Pages.SIZE;
        if (count != expected) revert IRunFamily.RunWitnessPagesInvalid(expected, count);
    }

    /// @dev A number of so many bytes.
    function _take(Cursor memory cursor, uint256 size) private pure returns (uint256 value) {
        uint256 position = cursor.position;
        assembly ("memory-safe") {
            value := shr(sub(256, shl(3, size)), calldataload(position))
        }
        cursor.position = position + size;
    }

    function _mark(uint256 place, uint256 value) private pure {
        assembly ("memory-safe") {
            mstore(place, value)
        }
    }

    function _aligned(uint256 position) private pure returns (uint256) {
        return (position + Pages.SIZE - 1) & ~(Pages.SIZE - 1);
    }
}
