// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SettlementHandler} from "../helpers/SettlementHandler.sol";
import {Test} from "../helpers/Test.sol";

contract SettlementInvariants is Test {
    SettlementHandler private _handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new SettlementHandler();
        targetContract(address(_handler));
    }

    /// SETTLE-93: what the invariants are about does happen.
    function test_valueMoves() public {
        _handler.shield(0, 0, 499, false);
        _handler.shield(1, 1, 699, false);
        _handler.enqueue();
        _handler.post(0, 0);
        assertEq(_handler.notes(1), 500, "both shields became notes");
        assertEq(_handler.notes(2), 700, "both shields became notes");
        _handler.post(256, 99);
        assertEq(_handler.owed(1), 100, "a part of a note was taken out");
        _handler.withdraw(0, 0);
        assertEq(_handler.owed(1), 0, "and paid");
        _handler.shield(2, 0, 9, false);
        _handler.shield(3, 0, 9, true);
        _handler.stall(0);
        _handler.post(131_072, 0);
        _handler.reclaim(2);
        assertEq(_handler.waiting(1), 10, "one of two that nobody used went back");
        for (uint8 how = 0; how < 3; ++how) _handler.forge(0, 0, how);
        _handler.settleAgain();
        assertEq(_handler.stalls(), 1, "what was not proven was taken back");
        assertEq(_handler.posts(), 3, "three batches were posted");
        assertEq(_handler.otherRefusals(), 0, "and what was forged was refused as such");
        assertEq(_handler.forgedPosts() + _handler.refusedPosts() + _handler.wrongPayments(), 0, "as they should");
    }

    /// SETTLE-93
    function invariant_valueIsConserved() public view {
        for (uint256 asset = 1; asset <= 2; ++asset) {
            assertEq(
                _handler.tokens(asset - 1).balanceOf(address(_handler.gateway())),
                _handler.notes(asset) + _handler.owed(asset) + _handler.waiting(asset),
                "INV: the gateway holds what notes are worth, what is owed and what waits"
            );
        }
    }

    /// SETTLE-78, SETTLE-84
    function invariant_shieldsAreUsedOnce() public view {
        assertTrue(_handler.mostUses() <= 1, "INV: a shield becomes one note, or goes back once");
    }

    /// SETTLE-78, SETTLE-80
    function invariant_nothingIsForged() public view {
        assertEq(_handler.forgedPosts(), 0, "INV: no batch mints what was not paid in, and none is settled twice");
    }

    /// SETTLE-78, SETTLE-80, SETTLE-82, SETTLE-84
    function invariant_refusalsAreTheExpected() public view {
        assertEq(_handler.otherRefusals(), 0, "INV: what is refused is refused for what is wrong with it");
    }

    /// SETTLE-86
    function invariant_honestBatchesArePosted() public view {
        assertEq(_handler.refusedPosts(), 0, "INV: no honest batch is refused");
    }

    /// SETTLE-82, SETTLE-84
    function invariant_paymentsAreExact() public view {
        assertEq(_handler.wrongPayments(), 0, "INV: what is paid out is what was due");
    }
}
