// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "./BatchHeader.sol";

/// @notice A leaf of the trace: all that a batch's next step depends on, beside the batch's input. Source:
/// spec/batches.md, BATCH-18 and BATCH-20; vectors: spec/vectors/trace.json; the same in TypeScript:
/// packages/protocol/src/batches/trace.
library TraceLeaf {
    using BatchHeader for bytes;

    /// @notice Bytes of a leaf.
    uint256 internal constant SIZE = 250;

    /// @notice What a leaf says.
    /// @param stateRoot Of the state.
    /// @param messageRoot Of the tree of messages to L1.
    /// @param messageCount Leaves of that tree.
    /// @param queueCursor Items of the queue consumed so far.
    /// @param queueHash The queue's rolling hash at the cursor.
    /// @param dataOffset Bytes of the batch's data that are read.
    /// @param blockNumber Of the block that is open, else of the last one.
    /// @param time That block's, Unix seconds.
    /// @param baseFee That block's, wei per gas.
    /// @param lastBlock Hash of the last block that has ended.
    /// @param gasUsed Gas used in the block that is open, else in the last one.
    /// @param precompileCount Of the open block (EXEC-26).
    /// @param transactions In the open block.
    /// @param toCome Transactions of the open block that are announced and not read.
    /// @param receipts Accumulator of the open block (BATCH-19).
    /// @param isInBlock Whether a block is open.
    struct Leaf {
        bytes32 stateRoot;
        bytes32 messageRoot;
        uint64 messageCount;
        uint64 queueCursor;
        bytes32 queueHash;
        uint32 dataOffset;
        uint64 blockNumber;
        uint64 time;
        uint256 baseFee;
        bytes32 lastBlock;
        uint64 gasUsed;
        uint32 precompileCount;
        uint32 transactions;
        uint32 toCome;
        bytes32 receipts;
        bool isInBlock;
    }

    error TraceLeafLengthInvalid(uint256 expected, uint256 actual);
    error TraceLeafByteInvalid(uint256 offset, uint8 actual);

    /// @notice keccak256 of the leaf's bytes.
    function hash(Leaf memory leaf) internal pure returns (bytes32) {
        return keccak256(encode(leaf));
    }

    /// @notice The leaf's 250 bytes.
    function encode(Leaf memory leaf) internal pure returns (bytes memory) {
        bytes memory chain = abi.encodePacked(
            uint8(0),
            leaf.stateRoot,
            leaf.messageRoot,
            leaf.messageCount,
            leaf.queueCursor,
            leaf.queueHash,
            leaf.dataOffset
        );
        bytes memory last = abi.encodePacked(leaf.blockNumber, leaf.time, leaf.baseFee, leaf.lastBlock, leaf.gasUsed);
        bytes memory open = abi.encodePacked(
            leaf.precompileCount,
            leaf.transactions,
            leaf.toCome,
            leaf.receipts,
            leaf.isInBlock
        );
        return bytes.concat(chain, last, open);
    }

    /// @notice What 250 bytes say.
    /// @dev Reverts: TraceLeafLengthInvalid; TraceLeafByteInvalid for a first byte that is not zero, or a last one that
    /// is neither zero nor one.
    function decode(bytes calldata data) internal pure returns (Leaf memory leaf) {
        if (data.length != SIZE) revert TraceLeafLengthInvalid(SIZE, data.length);
        if (data[0] != 0) revert TraceLeafByteInvalid(0, uint8(data[0]));
        if (uint8(data[249]) > 1) revert TraceLeafByteInvalid(249, uint8(data[249]));
        leaf.stateRoot = bytes32(data[1:33]);
        leaf.messageRoot = bytes32(data[33:65]);
        leaf.messageCount = uint64(bytes8(data[65:73]));
        leaf.queueCursor = uint64(bytes8(data[73:81]));
        leaf.queueHash = bytes32(data[81:113]);
        leaf.dataOffset = uint32(bytes4(data[113:117]));
        leaf.blockNumber = uint64(bytes8(data[117:125]));
        leaf.time = uint64(bytes8(data[125:133]));
        leaf.baseFee = uint256(bytes32(data[133:165]));
        leaf.lastBlock = bytes32(data[165:197]);
        leaf.gasUsed = uint64(bytes8(data[197:205]));
        leaf.precompileCount = uint32(bytes4(data[205:209]));
        leaf.transactions = uint32(bytes4(data[209:213]));
        leaf.toCome = uint32(bytes4(data[213:217]));
        leaf.receipts = bytes32(data[217:249]);
        leaf.isInBlock = data[249] == 0x01;
    }

    /// @notice The leaf at a batch's end, as its header says; the data are read to their end. With no data read it is
    /// the first leaf of the next batch.
    /// @param header The batch's, which was checked.
    /// @param baseFee Of the batch's last block, wei per gas.
    /// @param gasUsed Of the batch's last block.
    function boundary(bytes calldata header, uint256 baseFee, uint64 gasUsed) internal pure returns (Leaf memory leaf) {
        leaf.stateRoot = header.stateRoot();
        leaf.messageRoot = header.messageRoot();
        leaf.messageCount = header.messageCount();
        leaf.queueCursor = header.queueCursor();
        leaf.queueHash = header.queueHash();
        leaf.dataOffset = header.dataSize();
        // A committed batch has a block at least, and its blocks' numbers fit: only so could the next one be committed.
        leaf.blockNumber = header.firstBlock() + header.blocks() - 1;
        leaf.time = header.time();
        leaf.baseFee = baseFee;
        leaf.lastBlock = header.lastBlock();
        leaf.gasUsed = gasUsed;
    }
}
