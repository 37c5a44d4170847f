// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../types/Lane.sol";

/// @notice Reads the header of a batch out of its 360 bytes. Every header comes through `checked` first: the other
/// functions read where it says that bytes are. Source: spec/rollup.md, ROLLUP-3; vectors:
/// spec/vectors/batch-header.json;
/// the same in TypeScript: packages/protocol/src/rollup.
library BatchHeader {
    /// @notice Bytes of a header.
    uint256 internal constant SIZE = 360;
    /// @notice The only version there is.
    uint16 internal constant VERSION = 1;
    /// @notice The data are blobs of the transaction that committed the batch.
    uint8 internal constant DATA_BLOBS = 0;
    /// @notice The data are calldata of that transaction.
    uint8 internal constant DATA_CALLDATA = 1;

    /// @dev Where the output begins: what stands before is the batch's input.
    uint256 private constant _OUTPUT = 220;
    /// @dev Where the epoch, which is no part of what must be equal in a contradiction, begins and ends.
    uint256 private constant _EPOCH = 34;
    uint256 private constant _EPOCH_END = 42;

    error BatchHeaderLengthInvalid(uint256 expected, uint256 actual);
    error BatchHeaderVersionUnknown(uint16 expected, uint16 actual);

    /// @notice The header itself, when it is one.
    /// @dev Reverts: BatchHeaderLengthInvalid, BatchHeaderVersionUnknown.
    function checked(bytes calldata header) internal pure returns (bytes calldata) {
        if (header.length != SIZE) revert BatchHeaderLengthInvalid(SIZE, header.length);
        if (version(header) != VERSION) revert BatchHeaderVersionUnknown(VERSION, version(header));
        return header;
    }

    /// @notice What names the batch: keccak256 of its header.
    function digest(bytes calldata header) internal pure returns (bytes32) {
        return keccak256(header);
    }

    /// @notice keccak256 of what the batch was made from, but for the epoch. Source: ROLLUP-24.
    function inputHash(bytes calldata header) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(header[:_EPOCH], header[_EPOCH_END:_OUTPUT]));
    }

    /// @notice keccak256 of what the batch claims to come to. Source: ROLLUP-4.
    function outputHash(bytes calldata header) internal pure returns (bytes32) {
        return keccak256(header[_OUTPUT:]);
    }

    /// @notice 1.
    function version(bytes calldata header) internal pure returns (uint16 value) {
        assembly ("memory-safe") {
            // Byte 0; within the header, whose length was checked.
            value := shr(240, calldataload(header.offset))
        }
    }

    /// @notice Chain id of the L1.
    function l1ChainId(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 2; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 2)))
        }
    }

    /// @notice Address of the rollup contract.
    function rollup(bytes calldata header) internal pure returns (address value) {
        assembly ("memory-safe") {
            // Byte 10; within the header, whose length was checked.
            value := shr(96, calldataload(add(header.offset, 10)))
        }
    }

    /// @notice Lane that the batch belongs to.
    function lane(bytes calldata header) internal pure returns (Lane value) {
        assembly ("memory-safe") {
            // Byte 30; within the header, whose length was checked.
            value := shr(224, calldataload(add(header.offset, 30)))
        }
    }

    /// @notice The lane's epoch when the batch was committed.
    function epoch(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 34; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 34)))
        }
    }

    /// @notice The parent's index and one.
    function index(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 42; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 42)))
        }
    }

    /// @notice Digest of the batch before.
    function parent(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 50; within the header, whose length was checked.
            value := calldataload(add(header.offset, 50))
        }
    }

    /// @notice Number of the first block.
    function firstBlock(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 82; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 82)))
        }
    }

    /// @notice How many blocks, at least one.
    function blocks(bytes calldata header) internal pure returns (uint32 value) {
        assembly ("memory-safe") {
            // Byte 90; within the header, whose length was checked.
            value := shr(224, calldataload(add(header.offset, 90)))
        }
    }

    /// @notice Of the last block, Unix seconds.
    function time(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 94; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 94)))
        }
    }

    /// @notice DATA_BLOBS or DATA_CALLDATA.
    function dataKind(bytes calldata header) internal pure returns (uint8 value) {
        assembly ("memory-safe") {
            // Byte 102; within the header, whose length was checked.
            value := shr(248, calldataload(add(header.offset, 102)))
        }
    }

    /// @notice How many blobs; 0 when the data are calldata.
    function blobs(bytes calldata header) internal pure returns (uint8 value) {
        assembly ("memory-safe") {
            // Byte 103; within the header, whose length was checked.
            value := shr(248, calldataload(add(header.offset, 103)))
        }
    }

    /// @notice Bytes of data.
    function dataSize(bytes calldata header) internal pure returns (uint32 value) {
        assembly ("memory-safe") {
            // Byte 104; within the header, whose length was checked.
            value := shr(224, calldataload(add(header.offset, 104)))
        }
    }

    /// @notice keccak256 of the blobs' versioned hashes end to end, or of the calldata.
    function dataHash(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 108; within the header, whose length was checked.
            value := calldataload(add(header.offset, 108))
        }
    }

    /// @notice Items of the queue consumed so far, after the batch.
    function queueCursor(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 140; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 140)))
        }
    }

    /// @notice Rolling hash of the queue at the cursor.
    function queueHash(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 148; within the header, whose length was checked.
            value := calldataload(add(header.offset, 148))
        }
    }

    /// @notice Gas limits of all items up to the cursor, summed.
    function queueGas(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 180; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 180)))
        }
    }

    /// @notice keccak256 of the name of the rules that the batch follows.
    function rules(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 188; within the header, whose length was checked.
            value := calldataload(add(header.offset, 188))
        }
    }

    /// @notice Hash of the last block.
    function lastBlock(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 220; within the header, whose length was checked.
            value := calldataload(add(header.offset, 220))
        }
    }

    /// @notice State root after the batch.
    function stateRoot(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 252; within the header, whose length was checked.
            value := calldataload(add(header.offset, 252))
        }
    }

    /// @notice Root of the tree of messages to L1 after the batch.
    function messageRoot(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 284; within the header, whose length was checked.
            value := calldataload(add(header.offset, 284))
        }
    }

    /// @notice Leaves of that tree.
    function messageCount(bytes calldata header) internal pure returns (uint64 value) {
        assembly ("memory-safe") {
            // Byte 316; within the header, whose length was checked.
            value := shr(192, calldataload(add(header.offset, 316)))
        }
    }

    /// @notice Leaves of the trace.
    function steps(bytes calldata header) internal pure returns (uint32 value) {
        assembly ("memory-safe") {
            // Byte 324; within the header, whose length was checked.
            value := shr(224, calldataload(add(header.offset, 324)))
        }
    }

    /// @notice Root of the trace. Source: BATCH-20.
    function traceRoot(bytes calldata header) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Byte 328; within the header, whose length was checked.
            value := calldataload(add(header.offset, 328))
        }
    }
}
