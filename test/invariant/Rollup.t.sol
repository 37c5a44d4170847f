// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AttesterRegistry} from "../../contracts/L1/proofs/AttesterRegistry.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {IRollup} from "../../contracts/L1/rollup/IRollup.sol";
import {Rollup} from "../../contracts/L1/rollup/Rollup.sol";
import {AddressAlias} from "../../contracts/libraries/AddressAlias.sol";
import {BatchHeader} from "../../contracts/libraries/BatchHeader.sol";
import {ATTESTED} from "../../contracts/types/Evidence.sol";
import {FinalRoot} from "../../contracts/types/FinalRoot.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {Level} from "../../contracts/types/Level.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {RollupWorld} from "../helpers/RollupWorld.sol";
import {Test} from "../helpers/Test.sol";

/// Queues, commits, attests, finalizes, rolls back, pauses, contradicts and moves bonds at random, and notes what must
/// not
/// have happened.
contract RollupHandler is RollupWorld {
    QueueItem[] private _items;
    uint256 private _registry;
    uint256 private _salt = 1;
    uint256 private _revoked;

    uint256 public commits;
    uint256 public finals;
    uint256 public rollbacks;
    uint256 public contradictions;
    uint64 public greatestFinal;
    uint256 public levelsLost;
    uint256 public deepRollbacks;
    uint256 public movesWhilePaused;
    uint256 public movesOfFrozen;
    uint256 public raisedByDisabled;
    uint256 public digestsTwice;
    uint256 public evidenceLost;
    uint256 public itemsSkipped;
    uint256 public bondsIn;
    uint256 public bondsOut;
    uint64 private _rolledBackAt;
    mapping(bytes32 digest => bool seen) private _seen;
    mapping(uint64 index => uint256 bond) public lockedAt;
    uint64 public greatestIndex;
    /// The registry that attested the batch at an index, and one.
    mapping(uint64 index => uint256 registry) private _attestedBy;

    function enqueue(uint256 who, uint256 gasLimit) external {
        IMessageQueue.Request memory request;
        request.recipient = actorAt(who);
        request.gasLimit = uint64(21_000 + (gasLimit % 900_000));
        uint64 before = queue.totalGas(LANE);
        vm.prank(actorAt(who));
        queue.enqueue(LANE, request);
        QueueItem memory item;
        item.sender = AddressAlias.onL2(actorAt(who));
        item.recipient = request.recipient;
        item.gasLimit = request.gasLimit;
        item.dataHash = keccak256("");
        item.time = uint64(block.timestamp);
        item.gasBefore = before;
        _items.push(item);
    }

    /// What goes well most of the time: a batch of each committer, attested by all.
    function work(uint256 items) external {
        for (uint256 who = 0; who < 2; ++who) {
            commit(who, items, 1);
            attest(rollup.lastBatch(LANE), 31);
            items >>= 8;
        }
    }

    /// All batches have waited.
    function settle() external {
        vm.warp(block.timestamp + WINDOW);
        finalize(rollup.lastBatch(LANE));
    }

    /// Mostly right; `fault` says where the header is spoilt.
    function commit(uint256 who, uint256 items, uint256 fault) public {
        uint64 last = rollup.lastBatch(LANE);
        Tip memory tip = _tips[last];
        uint64 cursor = tip.cursor + uint64(items % (_items.length - tip.cursor + 1));
        uint64 gas = cursor == _items.length ? queue.totalGas(LANE) : _items[cursor].gasBefore;
        bytes memory header = _header(tip, cursor, gas, ++_salt);
        if (fault % 4 == 0) header[(fault >> 8) % 360] ^= bytes1(uint8(1 + ((fault >> 24) % 255)));
        IRollup.CommitWitness memory witness;
        witness.expectedDigest = keccak256(header);
        if (tip.cursor < _items.length) witness.first = _items[tip.cursor];
        if (cursor < _items.length) witness.next = _items[cursor];
        bool isHalted = _isHalted();
        vm.prank(actorAt(who));
        try rollup.commitBatch(header, _headers[last], witness, "") {
            _noteCommit(header, Tip(last + 1, tip.block_ + 1, uint64(block.timestamp), cursor, gas, keccak256(header)));
            if (isHalted) ++movesOfFrozen;
            if (cursor < _items.length && _waited(_items[cursor].time) > DEADLINE) ++itemsSkipped;
        } catch {}
    }

    function attest(uint256 which, uint256 bits) public {
        uint64 index = _someIndex(which);
        AttesterRegistry registry = registries[_registry];
        bytes memory proof = _sign(registry, rollup.digestOf(LANE, index), bits);
        try rollup.attest(LANE, index, proof) {
            if (policy.verifierOf(LANE, ATTESTED) != address(registry)) ++raisedByDisabled;
            _attestedBy[index] = _registry + 1;
        } catch {}
    }

    function finalize(uint256 which) public {
        uint64 index = _someIndex(which);
        uint64 before = rollup.lastFinal(LANE);
        bool isHalted = _isHalted();
        try rollup.finalize(_headers[index]) {
            ++finals;
            if (guardian.isPaused()) ++movesWhilePaused;
            if (isHalted) ++movesOfFrozen;
            for (uint64 i = before + 1; i <= index; ++i) {
                lockedAt[i] = 0;
                if (_attestedBy[i] != _registry + 1) ++raisedByDisabled;
            }
            if (index < greatestFinal) ++levelsLost;
            greatestFinal = index;
        } catch {}
    }

    function rollBack(uint256 which, uint256 who, bool forfeits) external {
        // Seldom, so that batches do become FINAL.
        if (which % 4 != 0) return;
        uint64 index = _someIndex(which >> 8);
        uint64 lastFinal = rollup.lastFinal(LANE);
        address caller = who % 8 == 0 ? actorAt(who) : council();
        vm.prank(caller);
        try rollup.rollBack(LANE, index, forfeits ? actorAt(who) : address(0)) {
            ++rollbacks;
            _rolledBackAt = uint64(block.timestamp);
            if (index < lastFinal || caller != council()) ++deepRollbacks;
            if (forfeits) lockedAt[index + 1] = 0;
            for (uint64 i = index + 1; i <= greatestIndex; ++i) _attestedBy[i] = 0;
        } catch {}
    }

    /// The attesters sign a lie too, and somebody says so; later the timelock replaces them.
    function contradict(uint256 which) external {
        if (which % 8 != 0 || _registry == 2) return;
        uint64 index = _someIndex(which >> 8);
        if (index == 0 || _headers[index].length == 0) return;
        AttesterRegistry registry = registries[_registry];
        bytes memory lie = bytes.concat(_headers[index]);
        lie[300] ^= 0x01;
        uint256 bits = 31 & ~_revoked;
        bytes memory proof = _sign(registry, keccak256(_headers[index]), bits);
        bytes memory otherProof = _sign(registry, keccak256(lie), bits);
        try rollup.reportContradiction(ATTESTED, _headers[index], proof, lie, otherProof) {
            ++contradictions;
        } catch {}
    }

    function mend() external {
        if (!rollup.isFrozen(LANE) || _registry == 2) return;
        ++_registry;
        _revoked = 0;
        vm.startPrank(address(timelock));
        policy.setVerifier(LANE, ATTESTED, address(registries[_registry]));
        rollup.thaw(LANE);
        vm.stopPrank();
    }

    function revoke(uint256 which) external {
        // Two stay, which are a quorum.
        if (which % 8 >= 3) return;
        vm.prank(council());
        try registries[_registry].revoke(vm.addr(_keys[which % 8])) {
            _revoked |= 1 << (which % 8);
        } catch {}
    }

    function pause(uint256 duration, bool resumes) external {
        if (resumes || guardian.isPaused()) {
            vm.prank(council());
            try guardian.resume() {} catch {}
            return;
        }
        if (duration % 4 != 0) return;
        vm.prank(pauser());
        try guardian.pause(uint64(1 hours + (duration % 2 hours))) {} catch {}
    }

    function endLane(uint256 which) external {
        if (which % 16 != 0) return;
        // Sometimes nothing has happened for long.
        if (which % 64 == 0) vm.warp(block.timestamp + ESCAPE);
        uint64 lastFinal = rollup.lastFinal(LANE);
        QueueItem memory first;
        if (_tips[lastFinal].cursor < _items.length) first = _items[_tips[lastFinal].cursor];
        try rollup.endLane(_headers[lastFinal], first) {} catch {}
    }

    function moveBond(uint256 who, uint256 amount, bool isOut) external {
        address actor = actorAt(who);
        uint256 value = amount % 10_000 gwei;
        vm.prank(actor);
        if (!isOut) {
            rollup.depositBond{value: value}();
            bondsIn += value;
            return;
        }
        try rollup.withdrawBond(value) {
            bondsOut += value;
        } catch {}
    }

    function releaseBond(uint256 which) external {
        uint64 index = uint64(which % (greatestIndex + 2));
        try rollup.releaseBond(LANE, index) {
            bool isLeft = rollup.isEnded(LANE) && index > rollup.lastFinal(LANE);
            if (index <= rollup.lastBatch(LANE) && !isLeft) ++levelsLost;
            lockedAt[index] = 0;
        } catch {}
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 400));
    }

    /// Index, parent and queue of a batch of the chain as it is now.
    function tipAt(uint64 index) external view returns (Tip memory, bytes memory header) {
        return (_tips[index], _headers[index]);
    }

    /// Whether a batch that was attested, and neither rolled back nor attested by one disabled since, still says so.
    function isAttestedAt(uint64 index) external view returns (bool) {
        return _attestedBy[index] != 0;
    }

    function _noteCommit(bytes memory header, Tip memory tip) private {
        ++commits;
        if (guardian.isPaused()) ++movesWhilePaused;
        if (_seen[tip.digest]) ++digestsTwice;
        _seen[tip.digest] = true;
        _headers[tip.index] = header;
        _tips[tip.index] = tip;
        lockedAt[tip.index] = uint256(BOND_GWEI) * 1 gwei;
        _attestedBy[tip.index] = 0;
        if (tip.index > greatestIndex) greatestIndex = tip.index;
    }

    /// Seconds since an item came, or since the lane was rolled back after that (QUEUE-13).
    function _waited(uint64 time) private view returns (uint64) {
        return guardian.elapsedSince(time > _rolledBackAt ? time : _rolledBackAt);
    }

    function _isHalted() private view returns (bool) {
        return rollup.isFrozen(LANE) || rollup.isEnded(LANE);
    }

    /// One of the batches that are there, or the one behind them.
    function _someIndex(uint256 which) private view returns (uint64) {
        return uint64(which % (uint256(rollup.lastBatch(LANE)) + 2));
    }
}

contract RollupInvariants is Test {
    using BatchHeader for bytes;

    RollupHandler private _handler;
    Rollup private _rollup;
    Lane private _lane;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new RollupHandler();
        _rollup = _handler.rollup();
        _lane = _handler.LANE();
        for (uint256 i = 0; i < 2; ++i) _handler.moveBond(i, 9_999 gwei, false);
        targetContract(address(_handler));
    }

    /// ROLLUP-18, ROLLUP-21, I3, I5
    function invariant_finalStays() public view {
        assertEq(_handler.levelsLost(), 0, "INV: no level falls but by a rollback");
        assertEq(_handler.deepRollbacks(), 0, "INV: nobody rolls back to below the last FINAL batch");
        assertEq(_rollup.lastFinal(_lane), _handler.greatestFinal(), "INV: FINAL is for ever");
        assertTrue(_rollup.lastFinal(_lane) <= _rollup.lastBatch(_lane), "INV: what is FINAL was committed");
    }

    /// ROLLUP-5, ROLLUP-6, I2, I4, I6, I19
    function invariant_batchesAreOneChain() public view {
        uint64 last = _rollup.lastBatch(_lane);
        for (uint64 i = 1; i <= last; ++i) {
            (RollupWorld.Tip memory tip, bytes memory header) = _handler.tipAt(i);
            (RollupWorld.Tip memory parent, ) = _handler.tipAt(i - 1);
            assertTrue(_rollup.digestOf(_lane, i) == keccak256(header), "INV: a digest is its header's");
            assertTrue(this.parentOf(header) == _rollup.digestOf(_lane, i - 1), "INV: each batch names the one before");
            assertTrue(tip.cursor >= parent.cursor, "INV: no item is consumed twice");
            assertTrue(tip.gas >= parent.gas, "INV: gas of the queue does not fall");
            assertTrue(tip.cursor <= _handler.queue().length(_lane), "INV: no item is consumed before it is queued");
            assertTrue(
                this.queueHashOf(header) == _handler.queue().rollingHash(_lane, tip.cursor),
                "INV: a batch has the queue's hash at its cursor"
            );
        }
        assertEq(_handler.digestsTwice(), 0, "INV: no digest is committed twice");
    }

    /// QUEUE-11, QUEUE-13, I7: so no batch that becomes FINAL has left one behind.
    function invariant_dueItemsAreConsumed() public view {
        assertEq(
            _handler.itemsSkipped(),
            0,
            "INV: no item stays behind that has waited beyond the deadline since a rollback"
        );
    }

    /// ROLLUP-7, ROLLUP-19, I18
    function invariant_rootsAreNotZero() public view {
        for (uint64 i = 0; i <= _rollup.lastBatch(_lane); ++i) {
            assertTrue(_rollup.digestOf(_lane, i) != 0, "INV: every batch has a digest");
            assertTrue(_rollup.levelOf(_lane, i) != Level.None, "INV: every batch has a level");
        }
        FinalRoot memory root = _rollup.finalRootOf(_lane, _rollup.lastFinal(_lane));
        assertTrue(root.stateRoot != 0 && root.messageRoot != 0, "INV: the roots that exits rely on are not zero");
    }

    /// GUARD-2, I14
    function invariant_pausesHold() public view {
        assertEq(_handler.movesWhilePaused(), 0, "INV: while a pause lasts nothing is committed or finalized");
        bool isPaused = _handler.guardian().isPaused();
        assertTrue(!isPaused || !_rollup.isOpen(_lane), "INV: while a pause lasts no value leaves");
        assertTrue(
            _handler.guardian().elapsedSince(1_000_000) + 14 days >= block.timestamp - 1_000_000,
            "INV: at most 14 days are paused"
        );
    }

    /// ROLLUP-14, ROLLUP-25, I16
    function invariant_disabledRaiseNothing() public view {
        assertEq(_handler.raisedByDisabled(), 0, "INV: what a disabled verifier accepted makes nothing FINAL");
        assertEq(_handler.movesOfFrozen(), 0, "INV: a lane that is frozen or has ended stands still");
        assertTrue(
            _handler.policy().verifierOf(_lane, ATTESTED) != address(0) || _rollup.isFrozen(_lane),
            "INV: the lane of a verifier in contradiction is frozen"
        );
    }

    /// ROLLUP-35, I21
    function invariant_evidenceStays() public view {
        for (uint64 i = 1; i <= _rollup.lastBatch(_lane); ++i) {
            bool isAttested = _rollup.evidenceOf(_lane, i).includes(ATTESTED);
            assertTrue(
                isAttested == _handler.isAttestedAt(i),
                "INV: what was ATTESTED stays, whoever is revoked later"
            );
        }
    }

    /// ROLLUP-11, ROLLUP-18, ROLLUP-23, I8
    function invariant_bondsAreConserved() public view {
        uint256 held = 0;
        for (uint256 i = 0; i < _handler.ACTORS(); ++i) held += _rollup.freeBondOf(_handler.actorAt(i));
        for (uint64 i = 1; i <= _handler.greatestIndex(); ++i) held += _handler.lockedAt(i);
        assertEq(address(_rollup).balance, held, "INV: what is free and what is locked is what the rollup holds");
        assertEq(held + _handler.bondsOut(), _handler.bondsIn(), "INV: bonds paid in are paid out, free or locked");
    }

    function parentOf(bytes calldata header) external pure returns (bytes32) {
        return header.parent();
    }

    function queueHashOf(bytes calldata header) external pure returns (bytes32) {
        return header.queueHash();
    }
}
