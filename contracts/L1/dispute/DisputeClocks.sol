// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IGuardian} from "../governance/IGuardian.sol";
import {IDisputeGame} from "../proofs/IDisputeGame.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IRollup} from "../rollup/IRollup.sol";
import {IDisputes} from "./IDisputes.sol";
import {IStepVerifier} from "./IStepVerifier.sol";

/// @notice What a game keeps of its disputes, whose turn it is, and for how long. Source: spec/dispute.md, DISPUTE-9,
/// DISPUTE-10 and DISPUTE-14.
abstract contract DisputeClocks is IDisputes {
    /// @notice What the game works with, for ever.
    struct Components {
        IRollup rollup;
        IFinalityPolicy policy;
        IGuardian guardian;
        IStepVerifier verifier;
    }

    /// @dev Two slots. What was shown last is kept as one hash, and given again with the answer.
    struct Record {
        Progress progress;
        bytes32 question;
    }

    /// @dev A dispute with whose batch everything is as it was: who is against whom, and how far they are.
    struct Turn {
        bytes32 id;
        address committer;
        Progress progress;
    }

    /// @dev Moves at most: two a round, of which 11 are about a tree of 2^32 leaves and 8 about 2^24 steps, and a step.
    uint256 private constant _MOVES = 2 * (11 + 8) + 1;

    IRollup internal immutable _rollup;
    IFinalityPolicy internal immutable _policy;
    IGuardian internal immutable _guardian;
    IStepVerifier internal immutable _verifier;
    bytes32 internal immutable _verifierHash;
    uint256 internal immutable _bond;
    uint32 internal immutable _clock;
    uint32 internal immutable _replyTime;

    mapping(bytes32 id => Record record) internal _records;
    mapping(address party => address delegate) private _delegates;

    constructor(Components memory components, Terms memory terms_) {
        bool isReplyInvalid = terms_.replyTime == 0 || terms_.replyTime > terms_.clock;
        if (terms_.bond == 0 || isReplyInvalid) revert DisputeTermsInvalid(terms_);
        address code = address(components.verifier);
        if (code.code.length == 0) revert DisputeVerifierMissing(code);
        _rollup = components.rollup;
        _policy = components.policy;
        _guardian = components.guardian;
        _verifier = components.verifier;
        _verifierHash = code.codehash;
        _bond = terms_.bond;
        _clock = terms_.clock;
        _replyTime = terms_.replyTime;
        // Or disputes alone would open the escape.
        uint256 greatest = components.policy.escapeDelay();
        if (_longest(terms_) >= greatest) revert DisputeTooLong(greatest, _longest(terms_));
    }

    /// @inheritdoc IDisputes
    function setDelegate(address delegate) external {
        _delegates[msg.sender] = delegate;
        emit DelegateChanged(msg.sender, delegate);
    }

    /// @inheritdoc IDisputes
    function progressOf(bytes32 id) external view returns (Progress memory) {
        return _records[id].progress;
    }

    /// @inheritdoc IDisputes
    function questionOf(bytes32 id) external view returns (bytes32) {
        return _records[id].question;
    }

    /// @inheritdoc IDisputes
    function timeOf(bytes32 id) external view returns (uint64 allowed, uint64 elapsed) {
        Progress memory progress = _records[id].progress;
        return _isOpen(progress.phase) ? _timeOf(progress) : (0, 0);
    }

    /// @inheritdoc IDisputes
    function delegateOf(address party) external view returns (address) {
        return _delegates[party];
    }

    /// @inheritdoc IDisputes
    function terms() external view returns (Terms memory) {
        return Terms(_bond, _clock, _replyTime);
    }

    /// @inheritdoc IDisputes
    function verifier() external view returns (address) {
        return address(_verifier);
    }

    /// @inheritdoc IDisputeGame
    function longestDispute() external view returns (uint256) {
        return _longest(Terms(_bond, _clock, _replyTime));
    }

    /// @inheritdoc IDisputes
    function idOf(Dispute calldata dispute) public pure returns (bytes32) {
        return keccak256(abi.encode(dispute));
    }

    /// @dev The dispute, when it is open and its batch is still committed.
    function _turnOf(Dispute calldata dispute) internal view returns (Turn memory turn) {
        turn = _openTurn(dispute);
        if (!_isCommitted(dispute)) revert DisputeBatchUnknown(dispute.lane, dispute.index, dispute.digest);
        (turn.committer, ) = _rollup.commitOf(dispute.lane, dispute.index);
    }

    /// @dev The dispute, when it is open; its committer is not read.
    function _openTurn(Dispute calldata dispute) internal view returns (Turn memory turn) {
        turn.id = idOf(dispute);
        turn.progress = _records[turn.id].progress;
        Phase phase = turn.progress.phase;
        if (phase == Phase.None) revert DisputeUnknown(turn.id);
        if (!_isOpen(phase)) revert DisputeOver(turn.id, phase);
    }

    /// @dev The dispute, when the caller may make such a move now; its clock is told in memory.
    function _takeTurn(Dispute calldata dispute, Phase phase) internal view returns (Turn memory turn) {
        turn = _turnOf(dispute);
        if (turn.progress.phase != phase) revert DisputeOutOfTurn(phase, turn.progress.phase);
        if (!_movesFor(_mover(dispute, turn))) revert DisputeCallerInvalid(msg.sender);
        _spendTime(turn.progress);
    }

    /// @dev Passes the turn on.
    function _pass(Turn memory turn, Phase phase, bytes32 question) internal {
        turn.progress.phase = phase;
        turn.progress.since = uint40(block.timestamp);
        _records[turn.id].progress = turn.progress;
        _records[turn.id].question = question;
    }

    /// @dev Takes the time of a move off the clock of who makes it.
    function _spendTime(Progress memory progress) internal view {
        (uint64 allowed, uint64 elapsed) = _timeOf(progress);
        if (elapsed > allowed) revert DisputeTimeOver(allowed, elapsed);
        if (_isCommitters(progress.phase)) progress.committerLeft = _less(progress.committerLeft, elapsed);
        else progress.challengerLeft = _less(progress.challengerLeft, elapsed);
    }

    /// @dev Seconds that whoever is to move may take, however much of its clock is spent, and has taken.
    function _timeOf(Progress memory progress) internal view returns (uint64 allowed, uint64 elapsed) {
        uint32 left = _isCommitters(progress.phase) ? progress.committerLeft : progress.challengerLeft;
        allowed = uint64(Math.max(left, _replyTime));
        elapsed = _guardian.elapsedSince(progress.since);
    }

    /// @dev A digest is committed once: epochs never come back.
    function _isCommitted(Dispute calldata dispute) internal view returns (bool) {
        return _rollup.digestOf(dispute.lane, dispute.index) == dispute.digest;
    }

    /// @dev Whether the caller moves for a party.
    function _movesFor(address party) internal view returns (bool) {
        return msg.sender == party || msg.sender == _delegates[party];
    }

    /// @dev Who is to move.
    function _mover(Dispute calldata dispute, Turn memory turn) internal pure returns (address) {
        return _isCommitters(turn.progress.phase) ? turn.committer : dispute.challenger;
    }

    /// @dev Whether the committer is to move.
    function _isCommitters(Phase phase) internal pure returns (bool) {
        return phase == Phase.Nodes || phase == Phase.States;
    }

    function _less(uint32 left, uint64 elapsed) private pure returns (uint32) {
        return elapsed < left ? left - SafeCast.toUint32(elapsed) : 0;
    }

    function _longest(Terms memory terms_) private pure returns (uint256) {
        return 2 * uint256(terms_.clock) + _MOVES * terms_.replyTime;
    }

    function _isOpen(Phase phase) private pure returns (bool) {
        return phase >= Phase.Nodes && phase <= Phase.PartChoice;
    }
}
