// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Pages} from "../Pages.sol";
import {
    CODE,
    CODE_SHOWN,
    DATA,
    FIRST,
    FRAME_CODE_SIZE,
    FRAME_DATA_OFFSET,
    FRAME_DATA_SIZE,
    FRAME_MEMORY_SIZE,
    FRAME_RETURN_OFFSET,
    HALTED,
    MEMORY,
    MEMORY_SHOWN,
    RETURNED_DATA,
    SECOND,
    THIRD,
    VIEW_BYTES,
    VIEW_OPENED,
    VIEW_SHOWN
} from "./RunLayout.sol";
import {RunMemory} from "./RunMemory.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice Handlers that hash a region of memory or copy into one; what a handler is: RunArithmetic. Source:
/// spec/vm.md, VM-5, VM-6, VM-19.
library RunCopies {
    /// @dev Bytes that are hashed or copied at once at most (EXEC-21).
    uint256 private constant _REGION = 49152;
    /// @dev Below zero.
    uint256 private constant _BELOW = 1 << 255;

    function keccak256_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < SECOND) return RunRefusal.missing(sp, 2);
        uint256 offset;
        uint256 size;
        uint256 lacking;
        assembly ("memory-safe") {
            offset := mload(sp)
            size := mload(sub(sp, 32))
            // Of at most a page, within the memory that there is, all of it in pages that are shown.
            let total := mload(FRAME_MEMORY_SIZE)
            let last := sub(add(offset, size), 1)
            lacking := or(shl(shr(10, offset), 1), shl(shr(10, last), 1))
            lacking := and(lacking, not(mload(MEMORY_SHOWN)))
            lacking := or(lacking, iszero(and(lt(sub(size, 1), 1024), and(lt(offset, total), lt(last, total)))))
            g := sub(gas_, add(30, mul(6, shr(5, add(size, 31)))))
        }
        if (lacking != 0) {
            unchecked {
                // Gas below zero halts.
                g = RunMemory.touch(offset, size, _REGION, 6, gas_ - 30);
            }
            if (g >= _BELOW) return (sp, pc_, g);
            if (size != 0) RunMemory.requireShown(offset, size);
        }
        assembly ("memory-safe") {
            s := sub(sp, 32)
            // Of no bytes the offset means nothing.
            if iszero(size) {
                offset := 0
            }
            mstore(s, keccak256(add(mload(MEMORY), offset), size))
            p := add(pc_, 1)
        }
    }

    function callDataLoad(
        uint256 sp,
        uint256 pc_,
        uint256 gas_
    ) internal pure returns (uint256 s, uint256 p, uint256 g) {
        if (sp < FIRST) return RunRefusal.missing(sp, 1);
        uint256 offset;
        uint256 lacking;
        assembly ("memory-safe") {
            offset := mload(sp)
            g := sub(gas_, 3)
            // All of the word within the call data and in pages that are shown.
            let total := mload(FRAME_DATA_SIZE)
            let from := add(mload(FRAME_DATA_OFFSET), offset)
            lacking := or(shl(shr(10, from), 1), shl(shr(10, add(from, 31)), 1))
            lacking := and(lacking, not(mload(add(DATA, VIEW_SHOWN))))
            lacking := or(lacking, iszero(and(lt(offset, total), lt(add(offset, 31), total))))
            s := sp
            p := add(pc_, 1)
            if iszero(lacking) {
                mstore(s, mload(add(mload(DATA), from)))
            }
        }
        if (lacking != 0) return _loadPart(sp, pc_, g, offset);
    }

    function callDataCopy(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        (uint256 to, uint256 from, uint256 size, uint256 left) = _three(sp, gas_);
        if (left >= _BELOW || size == 0) return _after(sp, pc_, left);
        (uint256 position, uint256 present) = _present(DATA, FRAME_DATA_OFFSET, from, size);
        _copy(to, position, present, size);
        return _after(sp, pc_, left);
    }

    function returnDataCopy(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        if (_endsBeyondReturn(sp)) return (sp, HALTED, gas_);
        (uint256 to, uint256 from, uint256 size, uint256 left) = _three(sp, gas_);
        if (left >= _BELOW || size == 0) return _after(sp, pc_, left);
        (uint256 position, uint256 present) = _present(RETURNED_DATA, FRAME_RETURN_OFFSET, from, size);
        _copy(to, position, present, size);
        return _after(sp, pc_, left);
    }

    function codeCopy(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        (uint256 to, uint256 from, uint256 size, uint256 left) = _three(sp, gas_);
        if (left >= _BELOW || size == 0) return _after(sp, pc_, left);
        uint256 codeSize;
        uint256 shown;
        uint256 code;
        assembly ("memory-safe") {
            codeSize := mload(FRAME_CODE_SIZE)
            shown := mload(CODE_SHOWN)
            code := mload(CODE)
        }
        uint256 present = from < codeSize ? _least(codeSize - from, size) : 0;
        if (present != 0) RunRefusal.requireCode(Pages.span(from, present), shown);
        unchecked {
            // Of no bytes present the address means nothing.
            _copy(to, code + from, present, size);
        }
        return _after(sp, pc_, left);
    }

    function mcopy_(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        if (sp < THIRD) return RunRefusal.missing(sp, 3);
        uint256 from;
        uint256 size;
        assembly ("memory-safe") {
            from := mload(sub(sp, 32))
            size := mload(sub(sp, 64))
        }
        uint256 left = RunMemory.grow(from, size, _REGION, gas_);
        if (left >= _BELOW) return (sp, pc_, left);
        uint256 to;
        (to, , , left) = _three(sp, left);
        if (left >= _BELOW || size == 0) return _after(sp, pc_, left);
        RunMemory.requireShown(from, size);
        assembly ("memory-safe") {
            from := add(mload(MEMORY), from)
        }
        _copy(to, from, size, size);
        return _after(sp, pc_, left);
    }

    /// @dev CALLDATALOAD of a word that is not there whole.
    function _loadPart(
        uint256 sp,
        uint256 pc_,
        uint256 gas_,
        uint256 offset
    ) private pure returns (uint256, uint256, uint256) {
        if (gas_ >= _BELOW) return (sp, pc_, gas_);
        (uint256 from, uint256 size) = _present(DATA, FRAME_DATA_OFFSET, offset, 32);
        assembly ("memory-safe") {
            let word := 0
            if size {
                // What lies behind the bytes that there are is cut off.
                let beyond := shl(3, sub(32, size))
                word := shl(beyond, shr(beyond, mload(from)))
            }
            mstore(sp, word)
        }
        return (sp, pc_ + 1, gas_);
    }

    /// @dev A copy's three words; its destination is grown and paid for.
    function _three(
        uint256 sp,
        uint256 gas_
    ) private pure returns (uint256 to, uint256 from, uint256 size, uint256 left) {
        assembly ("memory-safe") {
            to := mload(sp)
            from := mload(sub(sp, 32))
            size := mload(sub(sp, 64))
            left := sub(gas_, 3)
        }
        left = RunMemory.touch(to, size, _REGION, 3, left);
    }

    function _after(uint256 sp, uint256 pc_, uint256 gas_) private pure returns (uint256, uint256, uint256) {
        return (sp - 96, pc_ + 1, gas_);
    }

    /// @dev Copies `present` bytes to the memory's offset `to`, and zeros behind them up to `size`.
    function _copy(uint256 to, uint256 from, uint256 present, uint256 size) private pure {
        RunMemory.overwrite(to, size);
        assembly ("memory-safe") {
            to := add(mload(MEMORY), to)
            mcopy(to, from, present)
            // There is no calldata beyond its end: zeros.
            calldatacopy(add(to, present), calldatasize(), sub(size, present))
        }
    }

    /// @dev Where the bytes of a view lie from an offset on, and how many of them there are; their pages are shown.
    /// @param words Where the frame has the view's offset; its size lies behind it.
    function _present(
        uint256 view_,
        uint256 words,
        uint256 offset,
        uint256 size
    ) private pure returns (uint256 from, uint256 present) {
        uint256 start;
        uint256 total;
        uint256 bytes_;
        uint256 shown;
        uint256 opened;
        assembly ("memory-safe") {
            start := mload(words)
            total := mload(add(words, 32))
            from := mload(view_)
            bytes_ := mload(add(view_, VIEW_BYTES))
            shown := mload(add(view_, VIEW_SHOWN))
            opened := mload(add(view_, VIEW_OPENED))
        }
        if (offset >= total) return (from, 0);
        if (opened == 0) revert RunRefusal.RunViewNotOpened(view_);
        start += offset;
        present = _least(total - offset, size);
        // Bytes beyond the last page are zeros.
        present = start < bytes_ ? _least(bytes_ - start, present) : 0;
        if (present != 0) RunRefusal.requireView(view_, Pages.span(start, present), shown);
        from += start;
    }

    /// @dev Whether RETURNDATACOPY reaches beyond the return data.
    function _endsBeyondReturn(uint256 sp) private pure returns (bool isBeyond) {
        assembly ("memory-safe") {
            let from := mload(sub(sp, 32))
            let size := mload(sub(sp, 64))
            // The frame has the view's size behind its offset.
            let total := mload(add(FRAME_RETURN_OFFSET, 32))
            isBeyond := or(gt(from, total), gt(size, sub(total, from)))
        }
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
