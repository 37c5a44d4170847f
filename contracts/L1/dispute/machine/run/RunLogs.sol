// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {
    BLOOM,
    EMPTY,
    FRAME_KIND,
    FRAME_SELF,
    HALTED,
    LOG_HASHES,
    LOG_HEAD,
    LOG_TAIL,
    LOGS_OPENED,
    MACHINE_LOG_BYTES,
    MEMORY
} from "./RunLayout.sol";
import {RunMemory} from "./RunMemory.sol";
import {RunRefusal} from "./RunRefusal.sol";

/// @notice LOG0 to LOG4: a log's RLP is put behind those before, and into the bloom; what a handler is: RunArithmetic.
/// Source: spec/vm.md, VM-16; spec/blocks.md, BLOCK-14, BLOCK-15; spec/execution.md, EXEC-28; spec/dispute.md,
/// DISPUTE-30.
library RunLogs {
    /// @dev Bytes that are logged at once at most (EXEC-21), and bytes of a transaction's logs (EXEC-28).
    uint256 private constant _REGION = 49152;
    uint256 private constant _LIMIT = 131072;
    /// @dev Below zero.
    uint256 private constant _BELOW = 1 << 255;

    function log(uint256 sp, uint256 pc_, uint256 gas_) internal pure returns (uint256, uint256, uint256) {
        uint256 topics;
        uint256 kind;
        assembly ("memory-safe") {
            // LOG0 is 0xa0.
            topics := sub(byte(0, mload(pc_)), 0xa0)
            kind := mload(FRAME_KIND)
        }
        uint256 needed = topics + 2;
        if ((sp - EMPTY) / 32 < needed) return RunRefusal.missing(sp, needed);
        if (kind & 2 != 0) return (sp, HALTED, gas_);
        uint256 offset;
        uint256 size;
        assembly ("memory-safe") {
            offset := mload(sp)
            size := mload(sub(sp, 32))
        }
        unchecked {
            // Gas below zero halts.
            gas_ = RunMemory.grow(offset, size, _REGION, gas_ - 375 * (topics + 1));
            if (gas_ < _BELOW) gas_ -= 8 * size;
        }
        if (gas_ >= _BELOW) return (sp, pc_, gas_);
        if (size != 0) RunMemory.requireShown(offset, size);
        if (!_append(sp, topics, offset, size)) return (sp, HALTED, gas_);
        return (sp - 32 * needed, pc_ + 1, gas_);
    }

    /// @dev Writes a log behind those before; false when they would be too long.
    function _append(uint256 sp, uint256 topics, uint256 offset, uint256 size) private pure returns (bool) {
        uint256 memoryBase;
        uint256 total;
        uint256 opened;
        assembly ("memory-safe") {
            memoryBase := mload(MEMORY)
            total := mload(MACHINE_LOG_BYTES)
            opened := mload(LOGS_OPENED)
        }
        // Of no bytes the offset means nothing.
        uint256 data = size == 0 ? memoryBase : memoryBase + offset;
        uint256 headSize = _head(sp, topics, data, size);
        if (total + headSize + size > _LIMIT) return false;
        if (opened == 0) revert RunRefusal.RunLogsNotOpened();
        total = _put(total, LOG_HEAD, headSize);
        total = _put(total, data, size);
        assembly ("memory-safe") {
            mstore(MACHINE_LOG_BYTES, total)
        }
        _bloom(FRAME_SELF + 12, 20);
        for (uint256 i = 0; i < topics; ++i) _bloom(sp - 64 - 32 * i, 32);
        return true;
    }

    /// @dev Writes all of a log's RLP before its data's bytes to LOG_HEAD. @return at Its size.
    function _head(uint256 sp, uint256 topics, uint256 data, uint256 size) private pure returns (uint256 position) {
        uint256 first;
        uint256 self;
        assembly ("memory-safe") {
            first := byte(0, mload(data))
            self := mload(FRAME_SELF)
        }
        uint256 prefix = size == 1 && first < 0x80 ? 0 : 1 + (size < 56 ? 0 : _width(size));
        uint256 topicsPrefix = topics < 2 ? 1 : 2;
        position = _prefix(0, 0xc0, 21 + topicsPrefix + 33 * topics + prefix + size);
        position = _byte(position, 0x94);
        assembly ("memory-safe") {
            mstore(add(LOG_HEAD, position), shl(96, self))
        }
        position = _prefix(position + 20, 0xc0, 33 * topics);
        for (uint256 i = 0; i < topics; ++i) {
            position = _byte(position, 0xa0);
            assembly ("memory-safe") {
                // The topics lie below offset and size, the first uppermost.
                mstore(add(LOG_HEAD, position), mload(sub(sp, add(64, shl(5, i)))))
            }
            position += 32;
        }
        if (prefix != 0) position = _prefix(position, 0x80, size);
    }

    /// @dev The RLP prefix of a string (0x80) or list (0xc0) of `size` bytes.
    function _prefix(uint256 position, uint256 kind, uint256 size) private pure returns (uint256) {
        if (size < 56) return _byte(position, kind + size);
        uint256 width = _width(size);
        position = _byte(position, kind + 55 + width);
        assembly ("memory-safe") {
            mstore(add(LOG_HEAD, position), shl(sub(256, shl(3, width)), size))
        }
        return position + width;
    }

    function _byte(uint256 position, uint256 value) private pure returns (uint256) {
        assembly ("memory-safe") {
            mstore8(add(LOG_HEAD, position), value)
        }
        return position + 1;
    }

    /// @dev Bytes of a size that is not zero.
    function _width(uint256 size) private pure returns (uint256) {
        return
            size < 0x100
                ? 1
                : size < 0x10000
                    ? 2
                    : 3;
    }

    /// @dev Puts bytes behind `total` bytes of logs: pages that are filled are hashed, the last stays in LOG_TAIL.
    function _put(uint256 total, uint256 from, uint256 size) private pure returns (uint256 end) {
        end = total + size;
        assembly ("memory-safe") {
            for {} lt(total, end) {} {
                let filled := and(total, 1023)
                // Up to the page's end.
                let part := sub(1024, filled)
                if gt(part, sub(end, total)) {
                    part := sub(end, total)
                }
                mcopy(add(LOG_TAIL, filled), from, part)
                from := add(from, part)
                total := add(total, part)
                if iszero(and(total, 1023)) {
                    // The page is full: its hash is kept, and the next one begins as zeros.
                    mstore(add(LOG_HASHES, shl(5, sub(shr(10, total), 1))), keccak256(LOG_TAIL, 1024))
                    calldatacopy(LOG_TAIL, calldatasize(), 1024)
                }
            }
        }
    }

    /// @dev Sets the three bits of some bytes: eleven bits of each of the first three pairs of their hash's bytes.
    function _bloom(uint256 from, uint256 size) private pure {
        assembly ("memory-safe") {
            let hash := keccak256(from, size)
            for {
                let shift := 240
            } gt(shift, 200) {
                shift := sub(shift, 16)
            } {
                let bit := and(shr(shift, hash), 2047)
                // Bit 0 is the last byte's lowest.
                let position := sub(add(BLOOM, 255), shr(3, bit))
                mstore8(position, or(byte(0, mload(position)), shl(and(bit, 7), 1)))
            }
        }
    }
}
