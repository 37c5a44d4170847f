// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {QueueHash} from "../../libraries/QueueHash.sol";
import {Evidence} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {IMessageQueue} from "./IMessageQueue.sol";
import {IRollup} from "./IRollup.sol";
import {RollupBonds} from "./RollupBonds.sol";

/// @notice How a batch is committed. Source: spec/rollup.md, ROLLUP-6 to ROLLUP-12; spec/queue.md, QUEUE-9 to QUEUE-13.
abstract contract RollupCommit is RollupBonds {
    using BatchHeader for bytes;

    /// @dev Bytes that a blob carries: 31 in each of 4,096 elements (BATCH-1).
    uint256 private constant _BLOB_SIZE = 126_976;
    uint256 private constant _CALLDATA_LIMIT = 131_072;
    /// @dev Blocks of a batch: what its header counts and its data do not give are made all the same (BATCH-12).
    uint32 private constant _BLOCKS_LIMIT = 65_536;
    /// @dev Gas limits of the items of a batch, summed (QUEUE-10).
    uint64 private constant _ITEMS_GAS = 200_000_000;

    /// @inheritdoc IRollup
    function commitBatch(
        bytes calldata header,
        bytes calldata parent,
        CommitWitness calldata witness,
        bytes calldata data
    ) external {
        header.checked();
        parent.checked();
        Lane lane = header.lane();
        LaneState memory state = _lanes[lane];
        _checkRunning(lane, state);
        _checkPlace(header, parent, state);
        _checkContent(header, parent);
        _checkData(header, data);
        // Before the set-up has ended there is no committer (AccessNotSealed), and nobody else commits either.
        if (_checkQueue(header, parent, witness, state)) _checkSealed(address(this));
        else _checkCommitter();
        bytes32 digest = header.digest();
        if (digest != witness.expectedDigest) revert RollupDigestMismatch(witness.expectedDigest, digest);

        _store(lane, state, digest);
        emit BatchCommitted(lane, header.index(), digest, msg.sender, header);
    }

    function _store(Lane lane, LaneState memory state, bytes32 digest) private {
        uint64 index = ++state.last;
        state.hasNewRules = false;
        _lanes[lane] = state;
        Batch storage batch = _batches[lane][index];
        // What a rollback has left there still has its bond.
        if (batch.bondGwei != 0) _release(lane, index);
        _lock(msg.sender, state.bondGwei);
        batch.digest = digest;
        batch.committer = msg.sender;
        batch.committedAt = uint40(block.timestamp);
        batch.bondGwei = state.bondGwei;
        batch.evidence = Evidence.wrap(0);
    }

    function _checkPlace(bytes calldata header, bytes calldata parent, LaneState memory state) private view {
        _checkDomain(header);
        Lane lane = header.lane();
        bytes32 last = _batches[lane][state.last].digest;
        if (last == 0) revert RollupLaneUnknown(lane);
        if (header.epoch() != state.epoch) revert RollupEpochMismatch(state.epoch, header.epoch());
        if (header.index() != state.last + 1) revert RollupIndexMismatch(state.last + 1, header.index());
        if (header.parent() != last) revert RollupParentMismatch(last, header.parent());
        if (parent.digest() != last) revert RollupDigestMismatch(last, parent.digest());
        bytes32 rules = state.hasNewRules ? _rules[lane] : parent.rules();
        if (header.rules() != rules) revert RollupRulesMismatch(rules, header.rules());
    }

    function _checkContent(bytes calldata header, bytes calldata parent) private view {
        uint64 first = parent.firstBlock() + parent.blocks();
        uint32 blocks = header.blocks();
        // Every block but the first takes two bytes of the data at least.
        bool isTooMany = blocks > _BLOCKS_LIMIT || blocks > 1 + header.dataSize() / 2;
        if (header.firstBlock() != first || blocks == 0 || isTooMany) {
            revert RollupBlocksInvalid(first, header.firstBlock(), blocks);
        }
        uint64 leastSteps = 2 * uint64(blocks) + 1;
        if (header.steps() < leastSteps) revert RollupStepsTooFew(leastSteps, header.steps());
        if (header.time() < parent.time() || header.time() > block.timestamp) {
            revert RollupTimeOutOfRange(parent.time(), uint64(block.timestamp), header.time());
        }
        if (header.messageCount() < parent.messageCount()) {
            revert RollupMessagesBackwards(parent.messageCount(), header.messageCount());
        }
        _checkRoots(header);
    }

    function _checkData(bytes calldata header, bytes calldata data) private view {
        uint256 size = header.dataSize();
        uint8 kind = header.dataKind();
        bytes32 hash;
        if (kind == BatchHeader.DATA_BLOBS) {
            if (data.length != 0) revert RollupDataSizeMismatch(0, data.length);
            hash = _checkBlobs(header.blobs(), size);
        } else if (kind == BatchHeader.DATA_CALLDATA) {
            if (header.blobs() != 0) revert RollupBlobsMismatch(header.blobs(), 0);
            if (size > _CALLDATA_LIMIT) revert RollupDataSizeOutOfRange(_CALLDATA_LIMIT, size);
            if (size != data.length) revert RollupDataSizeMismatch(size, data.length);
            hash = keccak256(data);
        } else {
            revert RollupDataKindUnknown(kind);
        }
        if (hash != header.dataHash()) revert RollupDataHashMismatch(hash, header.dataHash());
    }

    /// @return keccak256 of the versioned hashes of this transaction's blobs, of which there are exactly `count`.
    function _checkBlobs(uint8 count, uint256 size) private view returns (bytes32) {
        if (count == 0) revert RollupDataMissing(0);
        uint256 greatest = count * _BLOB_SIZE;
        if (size > greatest) revert RollupDataSizeOutOfRange(greatest, size);
        bytes32[] memory hashes = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            hashes[i] = blobhash(i);
            if (hashes[i] == 0) revert RollupDataMissing(i);
        }
        if (blobhash(count) != 0) revert RollupBlobsMismatch(count, uint256(count) + 1);
        return keccak256(abi.encodePacked(hashes));
    }

    /// @return isEnforced Whether the lane is in enforced mode (QUEUE-12).
    function _checkQueue(
        bytes calldata header,
        bytes calldata parent,
        CommitWitness calldata witness,
        LaneState memory state
    ) private view returns (bool isEnforced) {
        uint64 from = parent.queueCursor();
        uint64 to = header.queueCursor();
        uint64 oldest = state.oldest;
        if (to < from) revert RollupQueueBackwards(from, to);
        uint64 limit = 2 * _checkItems(header, parent, witness.next, state);
        // What is true of the oldest that there could be is true of the first.
        if (from == to || block.timestamp <= oldest + limit) return false;
        _queue.checkItem(header.lane(), from, witness.first);
        uint64 waited = _waitedOn(header.lane(), witness.first.time, limit);
        isEnforced = waited > limit;
        // Without data there is one block at most (BATCH-12).
        if (isEnforced && header.dataSize() != 0) revert RollupEnforced(waited);
    }

    /// @dev The batch ends where the queue says, and leaves nothing behind that is due and would fit. Notes the oldest
    /// item that there can be behind it.
    /// @return deadline Seconds after which an item is due.
    function _checkItems(
        bytes calldata header,
        bytes calldata parent,
        QueueItem calldata next,
        LaneState memory state
    ) private view returns (uint64 deadline) {
        bool isEnd;
        uint64 gasBefore = parent.queueGas();
        uint64 gas = header.queueGas();
        (isEnd, deadline) = _queue.checkSpan(header.lane(), _spanOf(header, next));
        if (gas - gasBefore > _ITEMS_GAS) revert RollupQueueGasTooMuch(_ITEMS_GAS, gas - gasBefore);
        state.oldest = uint40(isEnd ? block.timestamp : next.time);
        if (isEnd || gas + next.gasLimit - gasBefore > _ITEMS_GAS) return deadline;
        uint64 waited = _waitedOn(header.lane(), next.time, deadline);
        if (waited > deadline) revert RollupItemDue(header.queueCursor(), waited, deadline);
    }

    function _spanOf(bytes calldata header, QueueItem calldata next) private pure returns (IMessageQueue.Span memory) {
        return
            IMessageQueue.Span({
                cursor: header.queueCursor(),
                gas: header.queueGas(),
                hash: header.queueHash(),
                nextHash: QueueHash.hashOfCalldata(next),
                nextGasBefore: next.gasBefore
            });
    }

    /// @dev Seconds since `time` that were not paused; more than the limit at most when it passed without pauses.
    function _waited(uint64 time, uint64 limit) internal view returns (uint64 waited) {
        waited = uint64(block.timestamp) - time;
        if (waited > limit) waited = _guardian.elapsedSince(time);
    }

    /// @dev The same for an item since the last rollback: what was committed in time can be committed again as it was,
    /// by who was to do it, before others may.
    function _waitedOn(Lane lane, uint64 time, uint64 limit) private view returns (uint64 waited) {
        waited = _waited(time, limit);
        if (waited <= limit) return waited;
        uint64 rolledBackAt = _rolledBackAt[lane];
        if (rolledBackAt > time) waited = _waited(rolledBackAt, limit);
    }
}
