// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "./Lane.sol";

/// @notice Header of a batch; its bytes, and what each field means: spec/rollup.md, ROLLUP-3.
/// @param version 1.
/// @param l1ChainId Chain id of the L1.
/// @param rollup Address of the rollup contract.
/// @param lane Lane that the batch belongs to.
/// @param epoch The lane's when the batch was committed.
/// @param index The parent's and one.
/// @param parent Digest of the batch before.
/// @param firstBlock Number of its first block.
/// @param blocks How many blocks, at least one.
/// @param time Of its last block, Unix seconds.
/// @param dataKind 0 blobs, 1 calldata.
/// @param blobs How many blobs; 0 when the data are calldata.
/// @param dataSize Bytes of data.
/// @param dataHash keccak256 of the blobs' versioned hashes end to end, or of the calldata.
/// @param queueCursor Items of the queue consumed so far, after the batch.
/// @param queueHash Rolling hash of the queue at the cursor.
/// @param queueGas Gas limits of all items up to the cursor, summed.
/// @param rules keccak256 of the name of the rules that the batch follows.
/// @param lastBlock Hash of its last block.
/// @param stateRoot State root after it.
/// @param messageRoot Root of the tree of messages to L1 after it.
/// @param messageCount Leaves of that tree.
/// @param steps Leaves of the trace.
/// @param traceRoot Root of the trace. Source: spec/batches.md, BATCH-20.
struct BatchHeader {
    uint16 version;
    uint64 l1ChainId;
    address rollup;
    Lane lane;
    uint64 epoch;
    uint64 index;
    bytes32 parent;
    uint64 firstBlock;
    uint32 blocks;
    uint64 time;
    uint8 dataKind;
    uint8 blobs;
    uint32 dataSize;
    bytes32 dataHash;
    uint64 queueCursor;
    bytes32 queueHash;
    uint64 queueGas;
    bytes32 rules;
    bytes32 lastBlock;
    bytes32 stateRoot;
    bytes32 messageRoot;
    uint64 messageCount;
    uint32 steps;
    bytes32 traceRoot;
}
