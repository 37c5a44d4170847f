// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {Tape} from "../WitnessTape.sol";
import {BatchData, ShownData} from "./BatchData.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {Cursor, DataCursor} from "./DataCursor.sol";
import {OpenPages, PageBytes} from "./PageBytes.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Phase READ: the size of a transaction, then its bytes. Source: spec/dispute.md, DISPUTE-41 and DISPUTE-42;
/// spec/batches.md, BATCH-6, BATCH-13.
library ReadStep {
    using BatchData for ShownData;
    using DataCursor for Cursor;

    /// @dev Bytes that a step reads, that a size takes, and that a transaction may have at most.
    uint256 private constant _PART = 124;
    uint256 private constant _SIZE = 8;
    uint256 private constant _MOST = 131_072;
    /// @dev First bytes of compact transactions: BATCH-6.
    uint256 private constant _COMPACT = 0x80;
    uint256 private constant _COMPACT_END = 0xc0;

    function step(Machine memory machine, Tape memory tape, bytes calldata header) internal view {
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        ShownData memory data = BatchData.read(tape, header);
        if (machine.b == 0) _readSize(machine, leaf, data);
        else _readPart(machine, leaf, data, tape);
    }

    function _readSize(Machine memory machine, TraceLeaf.Leaf memory leaf, ShownData memory data) private pure {
        uint256 start = uint256(machine.a);
        Cursor memory cursor = DataCursor.over(data.bytesAt(start, _SIZE));
        uint256 size = cursor.readCount();
        start += cursor.position;
        if (cursor.failed || start + size > data.size) {
            StepEnds.seal(machine, leaf);
            return;
        }
        machine.a = bytes32(start);
        machine.b = bytes32(start + size);
        // Of a transaction that is too large nothing is kept.
        machine.c = size > _MOST ? bytes32(0) : Pages.NONE;
        machine.d = 0;
        _goOn(machine, leaf, 0);
    }

    function _readPart(
        Machine memory machine,
        TraceLeaf.Leaf memory leaf,
        ShownData memory data,
        Tape memory tape
    ) private pure {
        (uint256 start, uint256 end, uint256 size) = (uint256(machine.a), uint256(machine.b), uint256(machine.d));
        uint256 next = Math.min(start + _PART, end);
        bytes memory part = data.bytesAt(start, next - start);
        if (part.length != next - start) {
            StepEnds.seal(machine, leaf);
            return;
        }
        uint256 first = 0;
        if (machine.c != 0) {
            // When it is whole its first byte is looked at.
            uint256 needed = PageBytes.tailOf(size) | (next == end && size != 0 ? 1 : 0);
            OpenPages memory entry = PageBytes.open(tape, machine.c, size, needed);
            machine.c = PageBytes.append(entry, part);
            machine.d = bytes32(size + part.length);
            uint256 base = entry.base;
            assembly ("memory-safe") {
                // The lowest byte of the first page, which is there.
                first := byte(0, mload(base))
            }
        }
        machine.a = bytes32(next);
        _goOn(machine, leaf, first);
    }

    /// @dev With all bytes read the leaf says so, and what they are is looked at.
    function _goOn(Machine memory machine, TraceLeaf.Leaf memory leaf, uint256 first) private pure {
        if (machine.a != machine.b) return;
        leaf.dataOffset = uint32(uint256(machine.b));
        leaf.toCome -= 1;
        machine.leaf = TraceLeaf.hash(leaf);
        if (machine.d == 0) {
            StepEnds.done(machine);
            return;
        }
        machine.a = machine.c;
        machine.b = machine.d;
        machine.c = 0;
        machine.d = 0;
        machine.phase = MachineState.START;
        if (first < _COMPACT || first >= _COMPACT_END) return;
        machine.phase = MachineState.BUILD;
        machine.c = Pages.NONE;
    }
}
