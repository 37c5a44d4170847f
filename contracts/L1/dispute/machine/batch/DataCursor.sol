// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where bytes in memory are being read.
/// @param base Address of the first.
/// @param size How many there are.
/// @param position Next byte to read.
/// @param failed Whether something could not be read.
struct Cursor {
    uint256 base;
    uint256 size;
    uint256 position;
    bool failed;
}

/// @notice Reads hostile bytes front to back and never reverts: what cannot be read makes the cursor fail once and for
/// all, and reads as zero. Source: spec/batches.md, BATCH-3, BATCH-7; the same in TypeScript:
/// packages/protocol/src/batches/DataCursor.ts.
library DataCursor {
    function over(bytes memory content) internal pure returns (Cursor memory cursor) {
        cursor.size = content.length;
        uint256 base;
        assembly ("memory-safe") {
            // Behind the length.
            base := add(content, 32)
        }
        cursor.base = base;
    }

    function readByte(Cursor memory cursor) internal pure returns (uint256) {
        return readInteger(cursor, 1);
    }

    /// @notice An integer of so many bytes, 0 … 32, whatever they are.
    function readInteger(Cursor memory cursor, uint256 size) internal pure returns (uint256 value) {
        uint256 start = readBytes(cursor, size);
        if (cursor.failed) return 0;
        assembly ("memory-safe") {
            // Of no bytes it is zero: all is shifted out.
            value := shr(sub(256, shl(3, size)), mload(start))
        }
    }

    /// @notice Address of the next bytes.
    function readBytes(Cursor memory cursor, uint256 size) internal pure returns (uint256 start) {
        if (cursor.failed || size > cursor.size - cursor.position) {
            cursor.failed = true;
            return cursor.base;
        }
        start = cursor.base + cursor.position;
        cursor.position += size;
    }

    /// @notice A number as BATCH-3 writes *n*: the shortest LEB128, at most 2^53 − 1.
    function readCount(Cursor memory cursor) internal pure returns (uint256 value) {
        for (uint256 shift = 0; ; shift += 7) {
            uint256 next = readByte(cursor);
            // Seven bits are left of the eighth byte, of which four may be set.
            if (shift == 49 && next > 0x0f) cursor.failed = true;
            if (cursor.failed) return 0;
            value |= (next & 0x7f) << shift;
            if (next >= 0x80) continue;
            if (next == 0 && shift != 0) cursor.failed = true;
            return cursor.failed ? 0 : value;
        }
    }

    /// @notice An amount as BATCH-7 writes it.
    function readAmount(Cursor memory cursor) internal pure returns (uint256 value) {
        uint256 size = readByte(cursor);
        if (size > 32) cursor.failed = true;
        value = readInteger(cursor, size);
        if (size != 0 && value >> (8 * size - 8) == 0) cursor.failed = true;
        return cursor.failed ? 0 : value;
    }
}
