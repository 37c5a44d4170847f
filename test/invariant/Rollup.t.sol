// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHeader} from "../../contracts/libraries/BatchHeader.sol";
import {FinalRoot} from "../../contracts/types/FinalRoot.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {ATTESTED} from "../../contracts/types/Evidence.sol";
import {Level} from "../../contracts/types/Level.sol";
import {Rollup} from "../../contracts/L1/rollup/Rollup.sol";
import {RollupHandler} from "../helpers/RollupHandler.sol";
import {RollupWorld} from "../helpers/RollupWorld.sol";
import {Test} from "../helpers/Test.sol";

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
            assertTrue(isAttested == _handler.isAttestedAt(i), "INV: what was ATTESTED stays, whoever is revoked later");
        }
    }

    /// ROLLUP-11, ROLLUP-18, ROLLUP-23, I8
    function invariant_bondsAreConserved() public view {
        uint256 held = 0;
        for (uint256 i = 0; i < _handler.ACTORS(); ++i) held += _rollup.freeBondOf(_handler.actorAt(i));
        for (uint64 i = 1; i <= _handler.greatestIndex(); ++i) held += _handler.lockedAt(i);
        assertEq(address(_rollup).balance, held, "INV: what is free and what is locked is what the rollup holds");
        assertEq(
            held + _handler.bondsOut(),
            _handler.bondsIn(),
            "INV: bonds paid in are paid out, free or locked"
        );
    }

    function parentOf(bytes calldata header) external pure returns (bytes32) {
        return header.parent();
    }

    function queueHashOf(bytes calldata header) external pure returns (bytes32) {
        return header.queueHash();
    }
}
