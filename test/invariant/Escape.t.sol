// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EscapeHandler} from "../helpers/EscapeHandler.sol";
import {Test} from "../helpers/Test.sol";

contract EscapeInvariants is Test {
    EscapeHandler private _handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new EscapeHandler();
        targetContract(address(_handler));
    }

    /// I17, ESCAPE-3, ESCAPE-6
    function invariant_exitsComeOutOfTheEscrow() public view {
        uint256 sum = address(_handler.ethGateway()).balance;
        for (uint256 i = 0; i < _handler.PEOPLE(); ++i) {
            uint256 balance = _handler.person(i).balance;
            assertTrue(balance <= _handler.mostEthOf(i), "INV: everybody gets exit, claim and refund once each");
            sum += balance;
        }
        assertEq(sum, _handler.escrowEth(), "INV: what is paid comes from what was held");
    }

    /// I17, ESCAPE-4
    function invariant_tokensAreExitedOnce() public view {
        uint256 sum = _handler.cash().balanceOf(address(_handler.tokenGateway()));
        for (uint256 i = 0; i < _handler.PEOPLE(); ++i) {
            uint256 balance = _handler.cash().balanceOf(_handler.person(i));
            assertTrue(balance <= 100, "INV: everybody gets its units once");
            sum += balance;
        }
        assertEq(sum, _handler.escrowCash(), "INV: units that are paid were held");
    }

    /// I20, ESCAPE-7, BRIDGE-22
    function invariant_frozenAndIneligibleReceiveNothing() public view {
        assertEq(_handler.token().balanceOf(_handler.wallet(1)), 0, "INV: the frozen receive nothing");
        assertEq(_handler.token().balanceOf(_handler.wallet(2)), 0, "INV: the ineligible receive nothing");
        uint256 supply = _handler.token().totalSupply();
        assertTrue(supply <= 140, "INV: the others get their units once");
        uint256 partly = _handler.token().balanceOf(_handler.wallet(3));
        uint256 frozen = _handler.token().getFrozenTokens(_handler.wallet(3));
        assertEq(frozen, partly == 0 ? 0 : 10, "INV: frozen units stay frozen");
    }
}
