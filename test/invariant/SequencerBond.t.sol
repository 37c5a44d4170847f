// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {FinalityPolicy} from "../../contracts/L1/proofs/FinalityPolicy.sol";
import {ISequencerBond} from "../../contracts/L1/rollup/ISequencerBond.sol";
import {SequencerBond} from "../../contracts/L1/rollup/SequencerBond.sol";
import {Lane} from "../../contracts/types/Lane.sol";
import {Test, Vm} from "../helpers/Test.sol";

/// Bonds, leaves, withdraws, signs twice and reports, at random.
contract SequencerBondHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant ACTORS = 3;

    SequencerBond public immutable bonds;
    uint256 public paidIn;
    uint256 public paidOut;
    uint256 public wrongForfeits;
    uint256 public earlyWithdrawals;

    constructor() {
        address[] memory nobody = new address[](0);
        TimelockController timelock = new TimelockController(1_001, nobody, nobody, address(0));
        bonds = new SequencerBond(new FinalityPolicy(timelock, false, 1_000, nobody), 1_001, 1_000);
        for (uint256 i = 0; i < ACTORS; ++i) vm.deal(actorAt(i), 100 ether);
    }

    function deposit(uint256 who, uint256 amount) external {
        uint256 value = amount % 5_000;
        vm.prank(actorAt(who));
        try bonds.deposit{value: value}() {
            paidIn += value;
        } catch {}
    }

    function beginLeaving(uint256 who) external {
        vm.prank(actorAt(who));
        try bonds.beginLeaving() {} catch {}
    }

    function withdraw(uint256 who) external {
        uint256 bond = bonds.bondOf(actorAt(who));
        uint64 time = bonds.leavesAt(actorAt(who));
        vm.prank(actorAt(who));
        try bonds.withdraw() {
            paidOut += bond;
            if (time == 0 || block.timestamp < time) ++earlyWithdrawals;
        } catch {}
    }

    function report(uint256 who, uint256 signer, uint256 difference) external {
        // Seldom, since it is for ever.
        if (difference % 8 > 3) return;
        ISequencerBond.Receipts memory first;
        ISequencerBond.Receipts memory second;
        first.lane = Lane.wrap(1);
        second.lane = Lane.wrap(difference % 8 == 1 ? 2 : 1);
        if (difference % 8 >= 2) second.blockHash = keccak256("another");
        uint256 other = difference % 8 == 2 ? (signer % ACTORS) + 1 : signer;
        bytes[2] memory signatures = [_sign(signer, first), _sign(other, second)];
        vm.prank(actorAt(who));
        try bonds.report(actorAt(signer), first, second, signatures) {
            if (difference % 8 != 3) ++wrongForfeits;
        } catch {}
    }

    function takeReward(uint256 who) external {
        uint256 reward = bonds.rewardOf(actorAt(who));
        vm.prank(actorAt(who));
        try bonds.takeReward() {
            paidOut += reward;
        } catch {}
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 800));
    }

    function actorAt(uint256 who) public pure returns (address) {
        return vm.addr(0x5E9 + (who % ACTORS));
    }

    function _sign(uint256 who, ISequencerBond.Receipts memory receipts) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(0x5E9 + (who % ACTORS), bonds.messageOf(receipts));
        return abi.encodePacked(r, s, v);
    }
}

contract SequencerBondInvariants is Test {
    SequencerBondHandler private _handler;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new SequencerBondHandler();
        targetContract(address(_handler));
    }

    /// ROLLUP-27, I8
    function invariant_bondsAreConserved() public view {
        SequencerBond bonds = _handler.bonds();
        uint256 held = bonds.burnt();
        for (uint256 i = 0; i < _handler.ACTORS(); ++i) {
            held += bonds.bondOf(_handler.actorAt(i)) + bonds.rewardOf(_handler.actorAt(i));
        }
        assertEq(address(bonds).balance, held, "INV: bonds, rewards and what is burnt are what the contract holds");
        assertEq(held + _handler.paidOut(), _handler.paidIn(), "INV: what came in went out, is held, or is burnt");
    }

    /// ROLLUP-27
    function invariant_onlyEquivocationForfeits() public view {
        assertEq(
            _handler.wrongForfeits(),
            0,
            "INV: a bond is forfeited for two signatures over different content only"
        );
        assertEq(_handler.earlyWithdrawals(), 0, "INV: a bond leaves after its delay only");
    }
}
