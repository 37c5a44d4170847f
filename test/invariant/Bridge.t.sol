// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BridgeHandler} from "../helpers/BridgeHandler.sol";
import {Test} from "../helpers/Test.sol";

contract BridgeInvariants is Test {
    BridgeHandler private _handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        _handler = new BridgeHandler();
        targetContract(address(_handler));
    }

    /// I1, BRIDGE-11, BRIDGE-12
    function invariant_ethIsBacked() public view {
        uint256 owed = _handler.circulatingEth() + _handler.withdrawnEth() - _handler.paidEth();
        assertTrue(
            address(_handler.ethGateway()).balance >= owed,
            "INV: the gateway holds the ETH of L2 and what was withdrawn and not paid"
        );
        assertEq(
            address(_handler.ethGateway()).balance,
            _handler.depositedEth() - _handler.paidEth(),
            "INV: what was deposited and not paid is there"
        );
    }

    /// I1, BRIDGE-16
    function invariant_tokensAreBacked() public view {
        uint256 owed = _handler.form().totalSupply() + _handler.withdrawnCash() - _handler.paidCash();
        assertTrue(
            _handler.cash().balanceOf(address(_handler.tokenGateway())) >= owed,
            "INV: the gateway holds the units of the form and what was withdrawn and not paid"
        );
    }

    /// I2, BRIDGE-4
    function invariant_messagesAreCarriedOutOnce() public view {
        assertTrue(_handler.mostCarriedOut() <= 1, "INV: no message is carried out twice");
    }

    /// I14, GUARD-2
    function invariant_nothingLeavesDuringPauses() public view {
        assertEq(_handler.leftWhilePaused(), 0, "INV: nothing leaves while a pause lasts");
    }

    /// I15, BRIDGE-18
    function invariant_periodsHaveLimits() public view {
        assertTrue(_handler.mostInPeriod() <= 50 ether, "INV: no period pays more ETH than its limit");
        assertTrue(_handler.mostCashInPeriod() <= 500, "INV: no period pays more of a token than its limit");
    }
}
