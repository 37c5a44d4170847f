// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RlpScan} from "./RlpScan.sol";

/// @notice Receipts. Source: spec/blocks.md, BLOCK-14.
library Receipt {
    /// @notice Bytes of a bloom.
    uint256 internal constant BLOOM = 256;

    /// @notice What a receipt says.
    /// @param kind Of the transaction: 0, 1, 2, 4 or 0x7e.
    /// @param isSuccess Whether its own frame returned.
    /// @param gasUsed Of the block so far, its own included; below 2^64.
    /// @param bloom Offset in calldata of its bloom.
    /// @param logs Address of the RLP of its logs, end to end.
    /// @param logBytes Their size.
    struct Fields {
        uint256 kind;
        bool isSuccess;
        uint256 gasUsed;
        uint256 bloom;
        uint256 logs;
        uint256 logBytes;
    }

    /// @notice keccak256 of the encoded receipt, and of its bloom.
    /// @dev The receipt is put together behind all memory that is in use, from its end to its beginning.
    function hash(Fields memory fields) internal pure returns (bytes32 receipt, bytes32 bloomHash) {
        uint256 head;
        assembly ("memory-safe") {
            // Behind what is in use; the logs come after 300 bytes of headers at most.
            head := add(mload(0x40), 320)
            let size := mload(add(fields, 160))
            mcopy(head, mload(add(fields, 128)), size)
            mstore(0x40, add(head, and(add(size, 31), not(31))))
        }
        uint256 end = head + fields.logBytes;
        uint256 start = RlpScan.putListHeader(head, fields.logBytes);
        (start, bloomHash) = _putBloom(start, fields.bloom);
        start = _putGas(start, fields.gasUsed);
        --start;
        _put(start, fields.isSuccess ? 1 : 0x80);
        start = RlpScan.putListHeader(start, end - start);
        if (fields.kind != 0) {
            --start;
            _put(start, fields.kind);
        }
        assembly ("memory-safe") {
            receipt := keccak256(start, sub(end, start))
        }
    }

    /// @dev The bloom so that it ends before an address.
    function _putBloom(uint256 end, uint256 bloom) private pure returns (uint256 start, bytes32 bloomHash) {
        assembly ("memory-safe") {
            let content := sub(end, 256)
            calldatacopy(content, bloom, 256)
            bloomHash := keccak256(content, 256)
            // Three bytes before it, highest first.
            start := sub(content, 3)
            mstore8(start, 0xb9)
            mstore8(add(start, 1), 1)
            mstore8(add(start, 2), 0)
        }
    }

    /// @dev A number so that it ends before an address, above 127 or one byte.
    function _putGas(uint256 end, uint256 value) private pure returns (uint256 start) {
        start = end;
        for (uint256 rest = value; rest != 0; rest >>= 8) {
            --start;
            _put(start, rest & 0xff);
        }
        if (value < 0x80 && value != 0) return start;
        uint256 digits = end - start;
        --start;
        _put(start, 0x80 + digits);
    }

    function _put(uint256 position, uint256 value) private pure {
        assembly ("memory-safe") {
            mstore8(position, value)
        }
    }
}
