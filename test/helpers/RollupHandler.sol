// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AttesterRegistry} from "../../contracts/L1/proofs/AttesterRegistry.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {IRollup} from "../../contracts/L1/rollup/IRollup.sol";
import {AddressAlias} from "../../contracts/libraries/AddressAlias.sol";
import {ATTESTED} from "../../contracts/types/Evidence.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {RollupWorld} from "./RollupWorld.sol";

/// Queues, commits, attests, finalizes, rolls back, pauses, contradicts and moves bonds at random, and notes what must not
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
    uint256 public bondsIn;
    uint256 public bondsOut;
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

    /// Mostly right; `fault` says where the header is spoilt.
    function commit(uint256 who, uint256 items, uint256 fault) external {
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
        } catch {}
    }

    function attest(uint256 which, uint256 bits) external {
        uint64 index = _someIndex(which);
        AttesterRegistry registry = registries[_registry];
        bytes memory proof = _sign(registry, rollup.digestOf(LANE, index), bits);
        try rollup.attest(LANE, index, proof) {
            if (policy.verifierOf(LANE, ATTESTED) != address(registry)) ++raisedByDisabled;
            _attestedBy[index] = _registry + 1;
        } catch {}
    }

    function finalize(uint256 which) external {
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
            if (index < lastFinal || caller != council()) ++deepRollbacks;
            if (forfeits) lockedAt[index + 1] = 0;
            for (uint64 i = index + 1; i <= greatestIndex; ++i) _attestedBy[i] = 0;
        } catch {}
    }

    /// The attesters sign a lie too, and somebody says so; later the timelock replaces them.
    function contradict(uint256 which) external {
        if (which % 16 != 0 || _registry == 2) return;
        uint64 index = _someIndex(which >> 8);
        if (_headers[index].length == 0) return;
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
        try registries[_registry].revoke(vm.addr(_keyAt(which % 8))) {
            _revoked |= 1 << (which % 8);
        } catch {}
    }

    function pause(uint256 duration, bool resumes) external {
        if (resumes) {
            vm.prank(council());
            try guardian.resume() {} catch {}
            return;
        }
        vm.prank(pauser());
        try guardian.pause(uint64(1 hours + (duration % 2 hours))) {} catch {}
    }

    function endLane(uint256 which) external {
        if (which % 16 != 0) return;
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
            if (index <= rollup.lastBatch(LANE)) ++levelsLost;
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

    function _isHalted() private view returns (bool) {
        return rollup.isFrozen(LANE) || rollup.isEnded(LANE);
    }

    /// One of the batches that are there, or the one behind them.
    function _someIndex(uint256 which) private view returns (uint64) {
        return uint64(which % (uint256(rollup.lastBatch(LANE)) + 2));
    }
}
