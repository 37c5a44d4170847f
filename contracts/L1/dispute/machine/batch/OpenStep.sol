// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BatchHeader} from "../../../../libraries/BatchHeader.sol";
import {TraceLeaf} from "../../../../libraries/TraceLeaf.sol";
import {Machine} from "../MachineState.sol";
import {StateAccess} from "../StateAccess.sol";
import {Tape} from "../WitnessTape.sol";
import {BatchData, ShownData} from "./BatchData.sol";
import {BatchDictionary} from "./BatchDictionary.sol";
import {BatchWitness} from "./BatchWitness.sol";
import {Cursor, DataCursor} from "./DataCursor.sol";
import {StepEnds} from "./StepEnds.sol";

/// @notice Phase OPEN. Source: spec/dispute.md, DISPUTE-41; spec/batches.md, BATCH-3, BATCH-12 to BATCH-15;
/// spec/blocks.md, BLOCK-22 and BLOCK-23; EIP-2935.
library OpenStep {
    using BatchData for ShownData;
    using BatchHeader for bytes;
    using DataCursor for Cursor;

    /// @dev Bytes of the dictionary that a step sees, and of a block's own fields at most.
    uint256 private constant _PART = 124;
    uint256 private constant _FIELDS = 16;
    /// @dev Transactions that a block may announce.
    uint256 private constant _MOST = type(uint32).max;
    /// @dev BLOCK-23: half the gas limit, the denominator, and the least base fee, wei per gas.
    uint256 private constant _TARGET = 120_000_000;
    uint256 private constant _DENOMINATOR = 50;
    uint256 private constant _FLOOR = 1_000_000;
    /// @dev EIP-2935.
    uint256 private constant _HISTORY = uint256(uint160(0x0000F90827F1C53a10cb7A02335B175320002935));
    uint256 private constant _WINDOW = 8191;

    /// @dev What the data say of a block.
    struct Fields {
        uint256 delay;
        uint256 announced;
        uint256 end;
        bool isThere;
    }

    function step(Machine memory machine, Tape memory tape, bytes calldata header) internal view {
        TraceLeaf.Leaf memory leaf = BatchWitness.leaf(tape, machine.leaf);
        ShownData memory data = BatchData.read(tape, header);
        Fields memory fields;
        if (leaf.dataOffset != 0) {
            fields = _fieldsAt(data, leaf.dataOffset);
        } else {
            uint256 seen = uint256(machine.a);
            uint256 end = BatchDictionary.end(data);
            // Without counts, or with more entries than data, there is no block.
            bool isThere = end != 0 && end <= data.size;
            if (isThere && seen != end) {
                uint256 next = Math.min(seen + _PART, end);
                if (data.bytesAt(seen, next - seen).length == next - seen) {
                    machine.a = bytes32(next);
                    return;
                }
            } else if (isThere) {
                fields = _fieldsAt(data, end);
            }
        }
        _begin(leaf, fields, header, tape);
        machine.leaf = TraceLeaf.hash(leaf);
        StepEnds.done(machine);
    }

    function _fieldsAt(ShownData memory data, uint256 start) private pure returns (Fields memory fields) {
        Cursor memory cursor = DataCursor.over(data.bytesAt(start, _FIELDS));
        fields.delay = cursor.readCount();
        fields.announced = cursor.readCount();
        fields.end = start + cursor.position;
        fields.isThere = !cursor.failed && fields.announced <= _MOST;
    }

    /// @dev What a block begins with.
    function _begin(
        TraceLeaf.Leaf memory leaf,
        Fields memory fields,
        bytes calldata header,
        Tape memory tape
    ) private pure {
        leaf.stateRoot = StateAccess.writeSlot(
            leaf.stateRoot,
            _HISTORY,
            leaf.blockNumber % _WINDOW,
            uint256(leaf.lastBlock),
            tape
        );
        leaf.blockNumber += 1;
        uint256 time = leaf.time + fields.delay;
        bool isCut = !fields.isThere || leaf.blockNumber == BatchWitness.lastBlockOf(header) || time > header.time();
        leaf.time = isCut ? header.time() : uint64(time);
        leaf.dataOffset = fields.isThere ? uint32(fields.end) : header.dataSize();
        leaf.toCome = fields.isThere ? uint32(fields.announced) : 0;
        leaf.baseFee = nextBaseFee(leaf.baseFee, leaf.gasUsed);
        leaf.gasUsed = 0;
        leaf.isInBlock = true;
    }

    /// @notice The base fee behind a block, wei per gas.
    function nextBaseFee(uint256 baseFee, uint256 gasUsed) internal pure returns (uint256 next) {
        uint256 distance = gasUsed > _TARGET ? gasUsed - _TARGET : _TARGET - gasUsed;
        uint256 change = Math.mulDiv(baseFee, distance, _TARGET) / _DENOMINATOR;
        next = gasUsed < _TARGET ? baseFee - change : baseFee;
        // A fee too small for its part to count still rises.
        if (gasUsed > _TARGET) next += Math.max(change, 1);
        return Math.max(next, _FLOOR);
    }
}
