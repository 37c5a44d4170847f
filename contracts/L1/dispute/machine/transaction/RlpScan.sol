// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where bytes in memory are being read.
/// @param position Address of the next byte.
/// @param limit Address behind the list one is in, or behind the input.
/// @param isMalformed Whether anything read so far was not as it must be; it stays.
struct Scan {
    uint256 position;
    uint256 limit;
    bool isMalformed;
}

/// @notice Reads RLP in memory front to back, in its only form. Bytes that are malformed are an answer here and no
/// reason to revert: they are passed over (DISPUTE-42). After them everything reads as empty, so that every loop ends.
/// Source: spec/blocks.md, BLOCK-1, BLOCK-2; the same in TypeScript: packages/protocol/src/rlp.
library RlpScan {
    /// @dev First bytes of strings and of lists; and the longest length that stands in the first byte.
    uint256 private constant _STRING = 0x80;
    uint256 private constant _LIST = 0xc0;
    uint256 private constant _SHORT = 55;

    /// @notice Says that what was read is not what it must be.
    function refuse(Scan memory scan) internal pure {
        scan.isMalformed = true;
        scan.position = scan.limit;
    }

    /// @notice Enters the next item, a list.
    /// @return outer The end of the list one was in, which `leave` wants back.
    function enter(Scan memory scan) internal pure returns (uint256 outer) {
        outer = scan.limit;
        (uint256 start, uint256 size) = _item(scan, _LIST);
        scan.position = start;
        scan.limit = start + size;
    }

    /// @notice Leaves a list, which must have been read to its end.
    function leave(Scan memory scan, uint256 outer) internal pure {
        if (scan.position != scan.limit) refuse(scan);
        scan.limit = outer;
    }

    /// @notice Reads the next item, a string.
    /// @return start Address of its first byte.
    function readString(Scan memory scan) internal pure returns (uint256 start, uint256 size) {
        uint256 position = scan.position;
        uint256 first = _byteAt(position);
        if (first < _STRING && position < scan.limit) {
            scan.position = position + 1;
            return (position, 1);
        }
        (start, size) = _item(scan, _STRING);
        scan.position = start + size;
        // A single byte below 0x80 is its own encoding.
        if (size == 1 && _byteAt(start) < _STRING) refuse(scan);
    }

    /// @notice Reads the next item, an integer of at most so many bytes, 1 … 32.
    function readInteger(Scan memory scan, uint256 most) internal pure returns (uint256 value) {
        (uint256 start, uint256 size) = readString(scan);
        if (size == 0) return 0;
        if (size > most || _byteAt(start) == 0) {
            refuse(scan);
            return 0;
        }
        assembly ("memory-safe") {
            // Its bytes stand at the word's beginning.
            value := shr(sub(256, shl(3, size)), mload(start))
        }
    }

    /// @notice Reads the next item, a string of exactly so many bytes.
    /// @return start Address of its first byte.
    function readFixed(Scan memory scan, uint256 expected) internal pure returns (uint256 start) {
        uint256 size;
        (start, size) = readString(scan);
        if (size != expected) refuse(scan);
    }

    /// @notice Reads the next item, 20 bytes.
    function readAddress(Scan memory scan) internal pure returns (uint256 account) {
        uint256 start = readFixed(scan, 20);
        assembly ("memory-safe") {
            account := shr(96, mload(start))
        }
    }

    /// @notice Writes the header of a list of `size` bytes so that it ends before an address.
    /// @return start Address of its first byte.
    function putListHeader(uint256 end, uint256 size) internal pure returns (uint256 start) {
        if (size <= _SHORT) {
            start = end - 1;
            _put(start, _LIST + size);
            return start;
        }
        start = end;
        uint256 rest = size;
        for (; rest != 0; rest >>= 8) {
            --start;
            _put(start, rest & 0xff);
        }
        uint256 digits = end - start;
        --start;
        _put(start, _LIST + _SHORT + digits);
    }

    /// @dev The bytes of the next item, a string or a list of the long form; the position stays.
    function _item(Scan memory scan, uint256 base) private pure returns (uint256 start, uint256 size) {
        uint256 position = scan.position;
        uint256 limit = scan.limit;
        uint256 first = _byteAt(position);
        bool fits = position < limit && first >= base && (base == _LIST || first < _LIST);
        unchecked {
            size = first - base;
            start = position + 1;
            if (fits && size > _SHORT) {
                uint256 digits = size - _SHORT;
                assembly ("memory-safe") {
                    size := shr(sub(256, shl(3, digits)), mload(start))
                }
                start += digits;
                // Neither a zero in front nor a length that the first byte could have held; size is below 2^64.
                fits = start <= limit && size > _SHORT && size >> (8 * (digits - 1)) != 0;
            }
            fits = fits && start + size <= limit;
        }
        if (fits) return (start, size);
        refuse(scan);
        return (limit, 0);
    }

    function _byteAt(uint256 position) private pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := byte(0, mload(position))
        }
    }

    function _put(uint256 position, uint256 value) private pure {
        assembly ("memory-safe") {
            mstore8(position, value)
        }
    }
}
