// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {TraceTree} from "../../libraries/TraceTree.sol";
import {Lane} from "../../types/Lane.sol";
import {DisputeClocks} from "./DisputeClocks.sol";
import {DisputeSteps} from "./DisputeSteps.sol";
import {IDisputes} from "./IDisputes.sol";

/// @notice Implements {IDisputes}: turns and clocks ({DisputeClocks}), bonds ({DisputeBonds}), the trace's tree
/// ({DisputeTree}), the machine's steps ({DisputeSteps}), and how a dispute begins and ends without a move.
contract DisputeGame is DisputeSteps {
    using BatchHeader for bytes;

    /// @param components What the game works with, for ever.
    /// @param terms_ Of all its disputes; the longest one is shorter than the escape delay.
    constructor(Components memory components, Terms memory terms_) DisputeClocks(components, terms_) {}

    /// @inheritdoc IDisputes
    function open(bytes calldata header, uint256 salt) external payable returns (bytes32 id) {
        Lane lane = header.checked().lane();
        uint64 index = header.index();
        Dispute memory dispute = Dispute(lane, index, header.digest(), msg.sender, salt);
        _checkBatch(lane, index, dispute.digest);
        _checkWindow(lane, index);
        if (msg.value != _bond) revert DisputeBondMismatch(_bond, msg.value);
        id = keccak256(abi.encode(dispute));
        if (_records[id].progress.phase != Phase.None) revert DisputeExists(id);

        _count(dispute.digest);
        uint8 height = uint8(TraceTree.heightOf(header.steps()));
        Progress memory progress = Progress(uint40(block.timestamp), _clock, _clock, Phase.Nodes, height, 0);
        _records[id] = Record(progress, header.traceRoot());
        emit DisputeOpened(id, lane, dispute.digest, dispute);
    }

    /// @inheritdoc IDisputes
    function timeOut(Dispute calldata dispute) external {
        Turn memory turn = _turnOf(dispute);
        (uint64 allowed, uint64 elapsed) = _timeOf(turn.progress);
        if (elapsed <= allowed) revert DisputeTimeLeft(allowed, elapsed);
        if (_isCommitters(turn.progress.phase)) _endForChallenger(dispute, turn.id);
        else _endForCommitter(dispute, turn);
    }

    /// @inheritdoc IDisputes
    function closeWithProof(Dispute calldata dispute) external {
        Turn memory turn = _turnOf(dispute);
        if (!_isProven(dispute.lane, dispute.index)) revert DisputeBatchNotProven(dispute.lane, dispute.index);
        _noteProof(dispute.digest);
        _endForCommitter(dispute, turn);
    }

    /// @inheritdoc IDisputes
    function closeVoid(Dispute calldata dispute) external {
        Turn memory turn = _openTurn(dispute);
        if (_isCommitted(dispute)) revert DisputeBatchCommitted(dispute.lane, dispute.index);
        _endVoid(dispute, turn.id);
    }

    function _checkBatch(Lane lane, uint64 index, bytes32 digest) private view {
        if (_rollup.digestOf(lane, index) != digest) revert DisputeBatchUnknown(lane, index, digest);
        if (index <= _rollup.lastFinal(lane)) revert DisputeBatchFinal(lane, index);
    }

    /// @dev The window of the rollup: since the commit, or since this game was named, without pauses.
    function _checkWindow(Lane lane, uint64 index) private view {
        address game = _policy.gameOf(lane);
        if (game != address(this)) revert DisputeGameNotNamed(lane, game);
        (, uint64 committedAt) = _rollup.commitOf(lane, index);
        uint64 from = uint64(Math.max(committedAt, _policy.gameSince(lane)));
        uint64 window = _policy.laneRule(lane).window;
        uint64 elapsed = _guardian.elapsedSince(from);
        if (elapsed >= window) revert DisputeWindowClosed(window, elapsed);
    }
}
