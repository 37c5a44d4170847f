// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {BatchHeader} from "../../libraries/BatchHeader.sol";
import {Evidence} from "../../types/Evidence.sol";
import {FinalRoot} from "../../types/FinalRoot.sol";
import {Lane} from "../../types/Lane.sol";
import {Level} from "../../types/Level.sol";
import {IGuardian} from "../governance/IGuardian.sol";
import {IPauseUser} from "../governance/IPauseUser.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IFinalityPolicy} from "../proofs/IFinalityPolicy.sol";
import {IMessageQueue} from "./IMessageQueue.sol";
import {IRollup} from "./IRollup.sol";

/// @notice What the rollup keeps of lanes and batches, and how a lane is opened.
abstract contract RollupLanes is IRollup, TimelockedAccess {
    using BatchHeader for bytes;

    /// @notice Who commits batches.
    bytes32 public constant COMMITTER_ROLE = keccak256("COMMITTER");
    /// @notice Who names and removes committers.
    bytes32 public constant OPERATOR_ROLE = keccak256("OPERATOR");
    /// @notice Who rolls back besides a game.
    bytes32 public constant COUNCIL_ROLE = keccak256("COUNCIL");

    /// @dev The most that a batch locks, gwei.
    uint48 private constant _BOND_LIMIT = 1_000_000_000_000;

    /// @dev One slot. Without new rules a batch follows its parent's.
    /// @param oldest No item behind the last batch is older, Unix seconds.
    /// @param pausedUntil End of the last pause, told by the guardian at every change.
    struct LaneState {
        uint32 epoch;
        uint40 last;
        uint40 lastFinal;
        uint40 bondGwei;
        uint40 oldest;
        uint40 pausedUntil;
        bool isFrozen;
        bool isEnded;
        bool hasNewRules;
    }

    /// @dev Two slots. The bond is zero when it has been given back.
    struct Batch {
        bytes32 digest;
        address committer;
        uint40 committedAt;
        uint48 bondGwei;
        Evidence evidence;
    }

    /// @notice What the rollup works with.
    struct Components {
        IFinalityPolicy policy;
        IMessageQueue queue;
        IGuardian guardian;
    }

    IFinalityPolicy internal immutable _policy;
    IMessageQueue internal immutable _queue;
    IGuardian internal immutable _guardian;

    mapping(Lane lane => LaneState state) internal _lanes;
    /// @dev A few, which only the timelock opens.
    Lane[] private _opened;
    mapping(Lane lane => bytes32 rules) internal _rules;
    mapping(Lane lane => mapping(uint64 index => Batch batch)) internal _batches;
    mapping(Lane lane => mapping(uint64 index => FinalRoot root)) internal _finalRoots;
    /// @dev When a lane was rolled back last, Unix seconds.
    mapping(Lane lane => uint64 time) internal _rolledBackAt;

    constructor(
        TimelockController timelock_,
        Components memory components
    ) TimelockedAccess(timelock_, TimelockedAccess(address(components.policy)).leastDelay()) {
        _policy = components.policy;
        _queue = components.queue;
        _guardian = components.guardian;
        _setRoleAdmin(COMMITTER_ROLE, OPERATOR_ROLE);
    }

    /// @inheritdoc IRollup
    function openLane(bytes calldata header, uint48 bondGwei) external onlySlow {
        _checkSealed(address(_policy));
        _checkSealed(address(_queue));
        _checkSealed(address(_guardian));
        Lane lane = header.checked().lane();
        if (_rules[lane] != 0) revert RollupLaneOpen(lane);
        // A lane is told of pauses from now on.
        if (_guardian.isPaused()) revert RollupPaused();
        _checkGenesis(header);
        _setTerms(lane, LaneTerms(header.rules(), bondGwei));

        bytes32 digest = header.digest();
        _opened.push(lane);
        _batches[lane][0].digest = digest;
        _keepFinal(header, Evidence.wrap(type(uint8).max));
        emit LaneOpened(lane, digest, header);
    }

    /// @inheritdoc IPauseUser
    function notePause(uint64 until) external {
        if (msg.sender != address(_guardian)) revert RollupCallerInvalid(msg.sender);
        for (uint256 i = 0; i < _opened.length; ++i) _lanes[_opened[i]].pausedUntil = uint40(until);
    }

    /// @inheritdoc IRollup
    function setTerms(Lane lane, LaneTerms calldata terms) external onlySlow {
        if (_rules[lane] == 0) revert RollupLaneUnknown(lane);
        _setTerms(lane, terms);
    }

    /// @inheritdoc IRollup
    function termsOf(Lane lane) external view returns (LaneTerms memory) {
        return LaneTerms(_rules[lane], _lanes[lane].bondGwei);
    }

    /// @inheritdoc IRollup
    function lastBatch(Lane lane) external view returns (uint64) {
        return _lanes[lane].last;
    }

    /// @inheritdoc IRollup
    function lastFinal(Lane lane) external view returns (uint64) {
        return _lanes[lane].lastFinal;
    }

    /// @inheritdoc IRollup
    function epochOf(Lane lane) external view returns (uint64) {
        return _lanes[lane].epoch;
    }

    /// @inheritdoc IRollup
    function digestOf(Lane lane, uint64 index) external view returns (bytes32) {
        return index > _lanes[lane].last ? bytes32(0) : _batches[lane][index].digest;
    }

    /// @inheritdoc IRollup
    function levelOf(Lane lane, uint64 index) external view returns (Level) {
        LaneState memory state = _lanes[lane];
        if (_rules[lane] == 0 || index > state.last) return Level.None;
        return index <= state.lastFinal ? Level.Final : Level.Committed;
    }

    /// @inheritdoc IRollup
    function evidenceOf(Lane lane, uint64 index) external view returns (Evidence) {
        return index > _lanes[lane].last ? Evidence.wrap(0) : _batches[lane][index].evidence;
    }

    /// @inheritdoc IRollup
    function commitOf(Lane lane, uint64 index) external view returns (address committer, uint64 committedAt) {
        if (index > _lanes[lane].last) return (address(0), 0);
        Batch storage batch = _batches[lane][index];
        return (batch.committer, batch.committedAt);
    }

    /// @inheritdoc IRollup
    function finalRootOf(Lane lane, uint64 index) external view returns (FinalRoot memory) {
        return _finalRoots[lane][index];
    }

    /// @inheritdoc IRollup
    function isOpen(Lane lane) external view returns (bool) {
        LaneState memory state = _lanes[lane];
        return (!state.isFrozen || state.isEnded) && state.pausedUntil <= block.timestamp;
    }

    /// @inheritdoc IRollup
    function isFrozen(Lane lane) external view returns (bool) {
        return _lanes[lane].isFrozen;
    }

    /// @inheritdoc IRollup
    function isEnded(Lane lane) external view returns (bool) {
        return _lanes[lane].isEnded;
    }

    /// @dev Keeps the roots of a batch that has become FINAL.
    function _keepFinal(bytes calldata header, Evidence evidence) internal {
        FinalRoot memory root = FinalRoot({
            stateRoot: header.stateRoot(),
            messageRoot: header.messageRoot(),
            messageCount: header.messageCount(),
            finalAt: uint64(block.timestamp),
            evidence: evidence
        });
        _finalRoots[header.lane()][header.index()] = root;
        emit BatchesFinalized(header.lane(), header.index(), root);
    }

    /// @dev The lane is neither ended nor frozen, and no pause lasts.
    function _checkRunning(Lane lane, LaneState memory state) internal view {
        if (state.isEnded) revert RollupLaneEnded(lane);
        if (state.isFrozen) revert RollupLaneFrozen(lane);
        if (state.pausedUntil > block.timestamp) revert RollupPaused();
    }

    /// @dev Roots are never zero: an empty tree is not what a lane can have come to.
    function _checkRoots(bytes calldata header) internal pure {
        if (header.lastBlock() == 0) revert RollupRootZero(220);
        if (header.stateRoot() == 0) revert RollupRootZero(252);
        if (header.messageRoot() == 0) revert RollupRootZero(284);
        if (header.traceRoot() == 0) revert RollupRootZero(328);
    }

    /// @dev The header is for this chain and this contract.
    function _checkDomain(bytes calldata header) internal view {
        if (header.l1ChainId() != block.chainid) {
            revert RollupChainMismatch(uint64(block.chainid), header.l1ChainId());
        }
        if (header.rollup() != address(this)) revert RollupAddressMismatch(address(this), header.rollup());
    }

    function _checkSealed(address component) internal view {
        if (!TimelockedAccess(component).isSealed()) revert RollupNotSealed(component);
    }

    function _checkBatch(Lane lane, LaneState memory state, uint64 index) internal pure {
        if (index == 0 || index > state.last) revert RollupBatchUnknown(lane, index);
        if (index <= state.lastFinal) revert RollupBatchFinal(lane, index);
    }

    function _setTerms(Lane lane, LaneTerms memory terms) private {
        bool isBondInvalid = terms.bondGwei > _BOND_LIMIT || (terms.bondGwei == 0 && _policy.isProduction());
        if (terms.rules == 0 || isBondInvalid) revert RollupTermsInvalid(terms);
        _rules[lane] = terms.rules;
        _lanes[lane].bondGwei = uint40(terms.bondGwei);
        _lanes[lane].hasNewRules = true;
        emit LaneTermsChanged(lane, terms);
    }

    function _checkGenesis(bytes calldata header) private view {
        _checkDomain(header);
        if (Lane.unwrap(header.lane()) == 0) revert RollupLaneUnknown(header.lane());
        if (header.epoch() != 0) revert RollupGenesisInvalid(34);
        if (header.index() != 0) revert RollupGenesisInvalid(42);
        if (header.parent() != 0) revert RollupGenesisInvalid(50);
        if (header.firstBlock() != 0) revert RollupGenesisInvalid(82);
        if (header.blocks() != 1) revert RollupGenesisInvalid(90);
        if (header.time() > block.timestamp) revert RollupGenesisInvalid(94);
        if (header.queueCursor() != 0) revert RollupGenesisInvalid(140);
        if (header.queueHash() != 0) revert RollupGenesisInvalid(148);
        if (header.queueGas() != 0) revert RollupGenesisInvalid(180);
        if (header.messageCount() != 0) revert RollupGenesisInvalid(316);
        if (_queue.termsOf(header.lane()).deadline == 0) revert RollupLaneUnknown(header.lane());
        if (_policy.laneRule(header.lane()).evidence.isEmpty()) revert RollupLaneUnknown(header.lane());
        _checkRoots(header);
    }
}
