// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Pages} from "../Pages.sol";
import {
    FIRST,
    FRAME_MEMORY_SIZE,
    MEMORY,
    MEMORY_HASHES,
    MEMORY_OPENED,
    MEMORY_SHOWN,
    MEMORY_WORDS,
    MEMORY_WRITTEN,
    NO_GAS,
    SECOND
} from "./RunLayout.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice The frame's memory, and handlers of single words of it; what a handler is: RunArithmetic. Gas passes
/// through,
/// and is below zero when the frame halts. Source: spec/vm.md, VM-3, VM-4, VM-6, VM-19.
library RunMemory {
    /// @dev Bytes of a frame's memory at most (EXEC-20).
    uint256 private constant _LIMIT = 131072;

    function mload_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        uint256 offset;
        uint256 lacking;
        assembly ("memory-safe") {
            offset := mload(sp)
            // Beyond what there is, or in a page that is not shown.
            lacking := or(shl(shr(10, offset), 1), shl(shr(10, add(offset, 31)), 1))
            lacking := or(iszero(lt(offset, mload(MEMORY_WORDS))), and(lacking, not(mload(MEMORY_SHOWN))))
            g := sub(gas_, 3)
        }
        if (lacking != 0) {
            g = _reach(offset, 32, g);
            if (int256(g) < 0) return (sp, pc_, g);
        }
        assembly ("memory-safe") {
            s := sp
            mstore(s, mload(add(mload(MEMORY), offset)))
            p := add(pc_, 1)
        }
    }

    function mstore_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        uint256 offset;
        uint256 lacking;
        assembly ("memory-safe") {
            offset := mload(sp)
            // Beyond what there is, or in a page that is not shown.
            lacking := or(shl(shr(10, offset), 1), shl(shr(10, add(offset, 31)), 1))
            lacking := or(iszero(lt(offset, mload(MEMORY_WORDS))), and(lacking, not(mload(MEMORY_SHOWN))))
            g := sub(gas_, 3)
        }
        if (lacking != 0) {
            g = _reach(offset, 32, g);
            if (int256(g) < 0) return (sp, pc_, g);
        }
        assembly ("memory-safe") {
            mstore(add(mload(MEMORY), offset), mload(sub(sp, 32)))
            // Both pages that the word lies in were written.
            let pages := or(shl(shr(10, offset), 1), shl(shr(10, add(offset, 31)), 1))
            mstore(MEMORY_WRITTEN, or(mload(MEMORY_WRITTEN), pages))
            s := sub(sp, 64)
            p := add(pc_, 1)
        }
    }

    function mstore8_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        uint256 offset;
        assembly ("memory-safe") {
            offset := mload(sp)
            g := sub(gas_, 3)
        }
        g = _reach(offset, 1, g);
        if (int256(g) < 0) return (sp, pc_, g);
        written(offset, 1);
        assembly ("memory-safe") {
            mstore8(add(mload(MEMORY), offset), mload(sub(sp, 32)))
            s := sub(sp, 64)
            p := add(pc_, 1)
        }
    }

    /// @notice Grows the memory over a region, and takes `price` for each word begun of it.
    function touch(
        uint256 offset,
        uint256 size,
        uint256 most,
        uint256 price,
        uint256 gas_
    ) internal pure returns (uint256 left) {
        left = grow(offset, size, most, gas_);
        if (size == 0 || int256(left) < 0) return left;
        unchecked {
            // The region is below 2^17, and gas is above −2^64.
            left -= price * ((size + 31) / 32);
        }
    }

    /// @notice Grows the memory over a region; an empty region touches nothing.
    /// @param most Bytes that a region may have.
    function grow(uint256 offset, uint256 size, uint256 most, uint256 gas_) internal pure returns (uint256 left) {
        if (size == 0) return gas_;
        if (size > most || offset > _LIMIT) return NO_GAS;
        return _grow(offset + size, gas_);
    }

    /// @notice Refuses unless all pages of a region that is there are shown.
    function requireShown(uint256 offset, uint256 size) internal pure {
        requireOpened();
        uint256 shown;
        assembly ("memory-safe") {
            shown := mload(MEMORY_SHOWN)
        }
        RunRefusal.requireMemory(Pages.span(offset, size), shown);
    }

    /// @notice Remembers that a region that is there, not empty, is about to be written whole: a page of which only a
    /// part is must be shown, and the others are known from now on.
    function overwrite(uint256 offset, uint256 size) internal pure {
        requireOpened();
        uint256 pages = Pages.span(offset, size);
        uint256 shown;
        uint256 parts;
        assembly ("memory-safe") {
            shown := mload(MEMORY_SHOWN)
            let end := add(offset, size)
            // The pages in which the region begins and ends, unless at their edges.
            parts := shl(shr(10, offset), iszero(iszero(and(offset, 1023))))
            parts := or(parts, shl(shr(10, end), iszero(iszero(and(end, 1023)))))
        }
        RunRefusal.requireMemory(parts, shown);
        assembly ("memory-safe") {
            mstore(MEMORY_SHOWN, or(shown, pages))
            mstore(MEMORY_WRITTEN, or(mload(MEMORY_WRITTEN), pages))
        }
    }

    /// @notice Remembers that a region, not empty, was written.
    function written(uint256 offset, uint256 size) internal pure {
        uint256 pages = Pages.span(offset, size);
        assembly ("memory-safe") {
            mstore(MEMORY_WRITTEN, or(mload(MEMORY_WRITTEN), pages))
        }
    }

    /// @notice Refuses unless the pages of memory are opened.
    function requireOpened() internal pure {
        uint256 opened;
        assembly ("memory-safe") {
            opened := mload(MEMORY_OPENED)
        }
        if (opened == 0) revert RunRefusal.RunMemoryNotOpened();
    }

    /// @dev Few bytes, of a constant number.
    function _reach(uint256 offset, uint256 size, uint256 gas_) private pure returns (uint256 left) {
        if (offset > _LIMIT) return NO_GAS;
        left = _grow(offset + size, gas_);
        if (int256(left) >= 0) requireShown(offset, size);
    }

    function _grow(uint256 end, uint256 gas_) private pure returns (uint256 left) {
        uint256 size;
        assembly ("memory-safe") {
            size := mload(FRAME_MEMORY_SIZE)
        }
        if (end <= size) return gas_;
        if (end > _LIMIT) return NO_GAS;
        uint256 words = (end + 31) / 32;
        // Words are below 2^13, and gas is above −2^64.
        unchecked {
            left = gas_ - (3 * words + (words * words) / 512) + (3 * (size / 32) + ((size / 32) * (size / 32)) / 512);
        }
        if (int256(left) < 0) return left;
        requireOpened();
        _addPages((size + 1023) / 1024, (words + 31) / 32);
        assembly ("memory-safe") {
            size := shl(5, words)
            mstore(FRAME_MEMORY_SIZE, size)
            mstore(MEMORY_WORDS, sub(size, 31))
        }
    }

    /// @dev New pages are zeros, and known to be.
    function _addPages(uint256 from, uint256 to) private pure {
        bytes32 zeros = Pages.ZERO_PAGE;
        assembly ("memory-safe") {
            for {
                let i := from
            } lt(i, to) {
                i := add(i, 1)
            } {
                mstore(add(MEMORY_HASHES, shl(5, i)), zeros)
                mstore(MEMORY_SHOWN, or(mload(MEMORY_SHOWN), shl(i, 1)))
            }
        }
    }
}
