// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Frame} from "../FrameState.sol";
import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {FrameStep} from "./FrameStep.sol";
import {Room} from "./Room.sol";

/// @notice What is known of a frame's memory.
/// @param hashes Address of its pages' hashes, with room for those of all that it may have.
/// @param base Address of its first byte; pages are there that are shown.
/// @param shown Bit i: page i is shown.
struct OpenMemory {
    uint256 hashes;
    uint256 base;
    uint256 shown;
}

/// @notice A frame's memory, opened on a tape as it is before the step. Pages that are written whole need not be shown.
/// Source: spec/vm.md, VM-3 and VM-4; spec/execution.md, EXEC-20 and EXEC-21.
library FrameMemory {
    using WitnessTape for Tape;

    /// @notice A page of which a part is written is not shown.
    error FrameMemoryPageNotShown(uint256 page);

    /// @dev Bytes at most (EXEC-20).
    uint256 private constant _LIMIT = 131072;
    uint256 private constant _IN_PAGE = 1023;

    /// @notice Reads the opening.
    function open(Frame memory frame, Tape memory tape) internal pure returns (OpenMemory memory memory_) {
        Pages.Opening memory opening = Pages.head(tape.position);
        FrameStep.requireCount(frame.memorySize, opening.count);
        memory_.hashes = Room.take(32 * Pages.MOST);
        // Only what is laid or written later takes part of this room.
        memory_.base = Room.take(opening.shown == 0 ? 0 : Pages.SIZE * (1 + Pages.highest(opening.shown)));
        memory_.shown = opening.shown;
        Pages.lay(opening, memory_.base, memory_.hashes, frame.memoryPages);
        tape.skip(opening.next - tape.position);
    }

    /// @notice Grows the memory over a region and charges for it; an empty region grows nothing, wherever it lies.
    /// @return Whether the frame had the gas; otherwise it halts.
    function grow(
        Frame memory frame,
        OpenMemory memory memory_,
        uint256 offset,
        uint256 size
    ) internal pure returns (bool) {
        if (size == 0) return true;
        if (size > _LIMIT || offset > _LIMIT) return false;
        uint256 end = offset + size;
        if (end <= frame.memorySize) return true;
        if (end > _LIMIT) return false;
        uint256 words = (end + 31) / 32;
        if (!FrameStep.charge(frame, _price(words) - _price(frame.memorySize / 32))) return false;
        uint256 from = (frame.memorySize + Pages.SIZE - 1) / Pages.SIZE;
        uint256 to = (words + 31) / 32;
        uint256 hashes = memory_.hashes;
        bytes32 zeros = Pages.ZERO_PAGE;
        assembly ("memory-safe") {
            for {
                let i := from
            } lt(i, to) {
                i := add(i, 1)
            } {
                // New pages are zeros.
                mstore(add(hashes, shl(5, i)), zeros)
            }
        }
        frame.memorySize = 32 * words;
        return true;
    }

    /// @notice What the memory commits to.
    function keep(Frame memory frame, OpenMemory memory memory_) internal pure {
        frame.memoryPages = Pages.commitment(memory_.hashes, (frame.memorySize + Pages.SIZE - 1) / Pages.SIZE);
    }

    /// @notice Writes bytes into a region that is there, and keeps what the memory commits to.
    /// @param source Address of the bytes.
    /// @param size Not zero.
    function write(
        Frame memory frame,
        OpenMemory memory memory_,
        uint256 offset,
        uint256 size,
        uint256 source
    ) internal pure {
        uint256 first = offset & ~_IN_PAGE;
        uint256 end = (offset + size + _IN_PAGE) & ~_IN_PAGE;
        uint256 place = Room.takeZeros(end - first);
        _layEdge(memory_, offset, place, first);
        _layEdge(memory_, offset + size, place, first);
        unchecked {
            assembly ("memory-safe") {
                // Over what the edges' pages hold.
                mcopy(add(place, sub(offset, first)), source, size)
            }
            // Page 0 would lie below: only those of the region are touched.
            Pages.rehash(place - first, memory_.hashes, Pages.span(offset, size));
        }
        keep(frame, memory_);
    }

    /// @dev The page in which a region begins or ends, not at its edge: it must be shown, unless it is new or zeros.
    function _layEdge(OpenMemory memory memory_, uint256 edge, uint256 place, uint256 first) private pure {
        if (edge & _IN_PAGE == 0) return;
        uint256 page = edge / Pages.SIZE;
        uint256 from = memory_.base + Pages.SIZE * page;
        uint256 to = place + Pages.SIZE * page - first;
        if ((memory_.shown >> page) & 1 == 1) {
            assembly ("memory-safe") {
                // The page as it was.
                mcopy(to, from, 1024)
            }
            return;
        }
        uint256 slot = memory_.hashes + 32 * page;
        bytes32 hash;
        assembly ("memory-safe") {
            // Among those that were shown, or grown.
            hash := mload(slot)
        }
        if (hash != Pages.ZERO_PAGE) revert FrameMemoryPageNotShown(page);
    }

    function _price(uint256 words) private pure returns (uint256) {
        return 3 * words + (words * words) / 512;
    }
}
