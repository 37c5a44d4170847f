// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Machine, MachineState} from "../MachineState.sol";
import {Pages} from "../Pages.sol";
import {Tape} from "../WitnessTape.sol";
import {BatchData, ShownData} from "./BatchData.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {CompactHead, Head} from "./CompactHead.sol";
import {CompactPiece} from "./CompactPiece.sol";
import {Cursor} from "./DataCursor.sol";
import {OpenPages, PageBytes} from "./PageBytes.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Phase BUILD: a compact transaction becomes a raw one. Source: spec/dispute.md, DISPUTE-41; spec/batches.md,
/// BATCH-6 to BATCH-10.
library BuildStep {
    /// @dev Bytes of a transaction's data at most (EXEC-22).
    uint256 private constant _DATA = 65_536;

    function step(Machine memory machine, Tape memory tape, bytes calldata header, uint256 chainId) internal view {
        uint256 next = uint256(machine.d) >> 32;
        if (next != 0 && next >= uint256(machine.b)) {
            _compose(machine, tape, chainId);
            return;
        }
        ShownData memory data = BatchData.read(tape, header);
        if (next == 0) _readHead(machine, data, tape);
        else _readPiece(machine, data, tape);
    }

    /// @dev A head lies in the first page.
    function _readHead(Machine memory machine, ShownData memory data, Tape memory tape) private pure {
        Cursor memory cursor;
        cursor.size = uint256(machine.b);
        cursor.base = PageBytes.open(tape, machine.a, cursor.size, 1).base;
        Head memory head = CompactHead.read(cursor, data);
        if (cursor.failed) {
            StepEnds.done(machine);
            return;
        }
        machine.c = PageBytes.commit(CompactHead.toPage(head));
        machine.d = bytes32((cursor.position << 32) | Pages.SIZE);
    }

    function _readPiece(Machine memory machine, ShownData memory data, Tape memory tape) private pure {
        Cursor memory cursor;
        cursor.size = uint256(machine.b);
        cursor.position = uint256(machine.d) >> 32;
        uint256 size = uint32(uint256(machine.d));
        uint256 needed = Pages.span(cursor.position, Math.min(CompactPiece.MOST, cursor.size - cursor.position));
        cursor.base = PageBytes.open(tape, machine.a, cursor.size, needed).base;
        bytes memory piece = CompactPiece.read(cursor, data);
        if (cursor.failed || size + piece.length > Pages.SIZE + _DATA) {
            StepEnds.done(machine);
            return;
        }
        OpenPages memory content = PageBytes.open(tape, machine.c, size, PageBytes.tailOf(size));
        machine.c = PageBytes.append(content, piece);
        machine.d = bytes32((cursor.position << 32) | (size + piece.length));
    }

    function _compose(Machine memory machine, Tape memory tape, uint256 chainId) private pure {
        bytes memory content = BatchWitness.take(tape, uint32(uint256(machine.d)));
        bytes32 pages = PageBytes.commit(content);
        if (pages != machine.c) revert Pages.PagesMismatch(machine.c, pages);
        (Head memory head, bytes memory data) = CompactHead.split(content);
        bytes memory raw = CompactHead.compose(head, data, chainId);
        machine.phase = MachineState.START;
        machine.a = PageBytes.commit(raw);
        machine.b = bytes32(raw.length);
        machine.c = 0;
        machine.d = 0;
    }
}
