// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {ATTESTED, Evidence, PROVEN} from "../../types/Evidence.sol";
import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IRollup} from "./IRollup.sol";
import {RollupEvidence} from "./RollupEvidence.sol";

/// @notice How batches become FINAL, are taken back, and how a lane ends. Source: spec/rollup.md, ROLLUP-17 to
/// ROLLUP-23;
/// spec/bridge.md, ESCAPE-1 and ESCAPE-2.
abstract contract RollupFinality is RollupEvidence {
    using BatchHeader for bytes;

    /// @inheritdoc IRollup
    function finalize(bytes calldata last) external {
        Lane lane = last.checked().lane();
        uint64 index = last.index();
        LaneState memory state = _lanes[lane];
        _checkRunning(lane, state);
        if (index <= state.lastFinal) revert RollupRangeEmpty();
        _checkBatch(lane, state, index);
        _checkDigest(lane, index, last);

        IFinalityPolicy.Finality memory finality = _policy.finalityOf(lane);
        // Whoever was committed before has waited at least as long.
        _checkWindow(index, _batches[lane][index].committedAt, finality.rule.window);
        Evidence common = Evidence.wrap(type(uint8).max);
        for (uint64 each = state.lastFinal + 1; each <= index; ++each) {
            common = common & _finalizeOne(lane, each, finality);
        }
        _lanes[lane].lastFinal = uint40(index);
        _keepFinal(last, common);
    }

    /// @inheritdoc IRollup
    function rollBack(Lane lane, uint64 index, address beneficiary) external {
        if (msg.sender != _policy.gameOf(lane) && !hasRole(COUNCIL_ROLE, msg.sender)) {
            revert RollupCallerInvalid(msg.sender);
        }
        LaneState memory state = _lanes[lane];
        if (index >= state.last) revert RollupBatchUnknown(lane, index + 1);
        if (index < state.lastFinal) revert RollupBatchFinal(lane, state.lastFinal);

        if (beneficiary != address(0)) _forfeit(lane, index + 1, beneficiary);
        _lanes[lane].last = uint40(index);
        _lanes[lane].epoch = state.epoch + 1;
        // Items behind that batch may be of any age.
        _lanes[lane].oldest = 0;
        _rolledBackAt[lane] = uint64(block.timestamp);
        // The parent may be from before the rules that its next batch follows.
        _lanes[lane].hasNewRules = true;
        emit LaneRolledBack(lane, index, state.epoch + 1, msg.sender);
    }

    /// @inheritdoc IRollup
    function endLane(bytes calldata finalHeader, QueueItem calldata first) external {
        Lane lane = finalHeader.checked().lane();
        LaneState memory state = _lanes[lane];
        if (_rules[lane] == 0) revert RollupLaneUnknown(lane);
        if (state.isEnded) revert RollupLaneEnded(lane);
        _checkDigest(lane, state.lastFinal, finalHeader);

        uint64 least = _policy.escapeDelay();
        uint64 waited = _longestWait(lane, state, finalHeader, first);
        if (waited <= least) revert RollupNotStalled(least, waited);
        _lanes[lane].isEnded = true;
        emit LaneEnded(lane, state.lastFinal, msg.sender);
    }

    /// @dev Seconds that the oldest batch that is not FINAL, or the oldest item behind the last FINAL one, has waited.
    function _longestWait(
        Lane lane,
        LaneState memory state,
        bytes calldata finalHeader,
        QueueItem calldata first
    ) private view returns (uint64 waited) {
        if (state.last > state.lastFinal) {
            waited = _waited(_batches[lane][state.lastFinal + 1].committedAt, 0);
        }
        (bool isEnd, ) = _queue.checkNext(lane, finalHeader.queueCursor(), first);
        if (isEnd) return waited;
        uint64 itemWaited = _waited(first.time, 0);
        return itemWaited > waited ? itemWaited : waited;
    }

    function _finalizeOne(
        Lane lane,
        uint64 index,
        IFinalityPolicy.Finality memory finality
    ) private returns (Evidence evidence) {
        Batch storage batch = _batches[lane][index];
        evidence = batch.evidence;
        if (batch.committedAt <= finality.attestedAfter) evidence = evidence.without(ATTESTED);
        if (batch.committedAt <= finality.provenAfter) evidence = evidence.without(PROVEN);
        Evidence least = finality.rule.evidence;
        if (!evidence.includes(least)) revert RollupEvidenceMissing(index, least, evidence);
        _release(lane, index);
    }

    function _checkDigest(Lane lane, uint64 index, bytes calldata header) private view {
        bytes32 expected = _batches[lane][index].digest;
        if (header.digest() != expected) revert RollupDigestMismatch(expected, header.digest());
    }
}
