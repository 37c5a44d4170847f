// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEscapeHatch} from "../../contracts/L1/bridge/IEscapeHatch.sol";
import {IL1Messenger} from "../../contracts/L1/bridge/IL1Messenger.sol";
import {IPayouts} from "../../contracts/L1/bridge/IPayouts.sol";
import {IEthRelease} from "../../contracts/interfaces/IEthRelease.sol";
import {ITokenArrival} from "../../contracts/interfaces/ITokenArrival.sol";
import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {Predeploys} from "../../contracts/libraries/Predeploys.sol";
import {StateTree} from "../../contracts/libraries/StateTree.sol";
import {FinalityClass} from "../../contracts/types/FinalityClass.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {BridgeSystem} from "./BridgeSystem.sol";
import {StateProofs} from "./StateProofs.sol";
import {TokenSuite} from "./TokenSuite.sol";

/// A lane that has ended: several people leave, claim and are refunded, again and again and with forged proofs.
contract EscapeHandler is BridgeSystem, TokenSuite {
    uint256 public constant PEOPLE = 5;
    /// Wallets of the permissioned token: eligible, frozen, unknown, partly frozen.
    uint256 public constant WALLETS = 4;
    address public constant HOME = address(0x486f6d65);
    bytes32 private constant _LEDGER = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00;

    uint256 public escrowEth;
    uint256 public escrowCash;
    uint256 public exits;
    uint256 public refunds;
    StateProofs.Leaf[] private _state;
    uint256[5] private _balances = [3 ether, 0, 7 ether, 1, 20 ether];

    constructor() {
        _setUp();
        _setUpSuite();
        _deposit();
        _writeState();
        require(_finalize(StateProofs.rootOf(_state)), "the state is not FINAL");
        _leaveUnconsumed();
        _stall();
        escrowEth = address(ethGateway).balance;
        escrowCash = cash.balanceOf(address(tokenGateway));
    }

    function exitEth(uint256 who, uint256 forged) external {
        IEscapeHatch.AccountProof memory shown = _shown(person(who));
        shown.balance = _balances[who % PEOPLE];
        if (forged % 3 == 0) shown.balance += forged % 1e30;
        try hatch.exitEth(shown) {
            ++exits;
        } catch {}
    }

    function exitCash(uint256 who, uint256 other) external {
        IEscapeHatch.AccountProof memory shown = _shown(person(who));
        shown.balance = _balances[who % PEOPLE];
        bytes32 slot = keccak256(abi.encode(person(other % 3 == 0 ? other : who), uint256(0)));
        try hatch.exitToken(address(cash), shown, _prove(StateTree.slotKey(address(form), slot))) {
            ++exits;
        } catch {}
    }

    function exitUnits(uint256 who) external {
        address one = wallet(who);
        bytes memory ledgerProof = _prove(StateTree.slotKey(HOME, keccak256(abi.encode(one, _LEDGER))));
        bytes32 frozenSlot = keccak256(abi.encode(one, uint256(_LEDGER) + 2));
        try hatch.exitUnits(address(token), one, ledgerProof, _prove(StateTree.slotKey(HOME, frozenSlot))) {
            ++exits;
        } catch {}
    }

    function releaseHeld(uint64 id, uint256 who) external {
        try permissionedGateway.releaseHeld(id % 4, wallet(who)) {} catch {}
    }

    function refund(uint64 place) external {
        place %= uint64(_items.length);
        try hatch.refundItem(place, _items[place]) {
            ++refunds;
        } catch {}
    }

    function claim(uint64 place) external {
        place %= uint64(_sent.length);
        IL1Messenger.Inclusion memory inclusion = IL1Messenger.Inclusion(
            _batches[place],
            _befores[place],
            _siblingsOf(place, _batches[place])
        );
        try messenger.claimMessage(_sent[place], inclusion) {} catch {}
    }

    function payHeld(uint256 times) external {
        try ethGateway.payHeld(address(0), times % 4) {} catch {}
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 2 days));
    }

    /// What is left for a person of what it may ever get: its exit, its withdrawal, its refund.
    function mostEthOf(uint256 who) external view returns (uint256) {
        return 2 * _balances[who % PEOPLE] + 5 ether;
    }

    function person(uint256 who) public pure returns (address) {
        return vm.addr(0xB000 + (who % PEOPLE));
    }

    function wallet(uint256 who) public pure returns (address) {
        return vm.addr(0xC000 + (who % WALLETS));
    }

    function _setUpSuite() private {
        _putUp();
        token.addAgent(address(permissionedGateway));
        for (uint256 i = 0; i < WALLETS; ++i) {
            if (i != 2) registry.registerIdentity(wallet(i), IIdentity(address(uint160(0x1D00 + i))), 344);
        }
        bytes memory data = abi.encodeWithSignature(
            "pairUnits(address,address,address)",
            HOME,
            address(token),
            address(0)
        );
        uint64 place = uint64(_items.length);
        _noteMessage(place, address(permissionedGateway), Predeploys.PERMISSIONED_GATEWAY, 300_000, data);
        IPayouts.AssetTerms memory terms = IPayouts.AssetTerms(type(uint96).max, FinalityClass.Bulk);
        permissionedGateway.pairForm(address(token), HOME, address(0), terms);
    }

    function _deposit() private {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            // As much again is withdrawn and not claimed.
            uint256 amount = 2 * _balances[i];
            if (amount == 0) continue;
            _depositEth(i, amount);
            cash.mint(address(this), 100);
            cash.approve(address(tokenGateway), 100);
            bytes memory data = abi.encodeCall(ITokenArrival.arrive, (address(cash), address(this), person(i), 100));
            _noteMessage(uint64(_items.length), address(tokenGateway), Predeploys.TOKEN_GATEWAY, 400_000, data);
            tokenGateway.depositToken(address(cash), 100, person(i));
        }
        _carryOver(_items.length);
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_balances[i] == 0) continue;
            vm.prank(person(i));
            l2EthGateway.withdraw{value: _balances[i]}(person(i));
            bytes memory data = abi.encodeCall(IEthRelease.release, (person(i), _balances[i]));
            _noteSent(Predeploys.ETH_GATEWAY, address(ethGateway), 200_000, data);
        }
    }

    function _depositEth(uint256 who, uint256 amount) private {
        _noteItem(person(who), person(who), amount, 21_000, "");
        uint256 before = person(who).balance;
        vm.deal(person(who), before + amount);
        _signedBy(person(who));
        ethGateway.deposit{value: amount}(person(who), amount, 21_000);
    }

    function _leaveUnconsumed() private {
        for (uint256 i = 0; i < PEOPLE; ++i) _depositEth(i, 5 ether);
    }

    function _stall() private {
        bytes memory finalHeader = _parent;
        QueueItem memory first = _items[_cursor];
        vm.warp(block.timestamp + ESCAPE_DELAY + 1);
        hatch.open(finalHeader, first);
        // On L1 nobody has any of it yet.
        for (uint256 i = 0; i < PEOPLE; ++i) vm.deal(person(i), 0);
    }

    function _writeState() private {
        for (uint256 i = 0; i < PEOPLE; ++i) {
            if (_balances[i] != 0) {
                bytes32 valueHash = StateTree.accountValueHash(0, _balances[i], keccak256(""));
                _state.push(StateProofs.Leaf(StateTree.accountKey(person(i)), valueHash));
            }
            _writeSlot(address(form), person(i), uint256(0), form.balanceOf(person(i)));
        }
        _writeSlot(HOME, wallet(0), uint256(_LEDGER), 100);
        _writeSlot(HOME, wallet(1), uint256(_LEDGER), (uint256(1) << 248) | 50);
        _writeSlot(HOME, wallet(2), uint256(_LEDGER), 30);
        _writeSlot(HOME, wallet(3), uint256(_LEDGER), (uint256(4) << 248) | 40);
        _writeSlot(HOME, wallet(3), uint256(_LEDGER) + 2, 10);
    }

    function _writeSlot(address account, address key, uint256 slot, uint256 value) private {
        if (value == 0) return;
        bytes32 at = keccak256(abi.encode(key, slot));
        _state.push(StateProofs.Leaf(StateTree.slotKey(account, at), bytes32(value)));
    }

    function _shown(address account) private view returns (IEscapeHatch.AccountProof memory shown) {
        shown.account = account;
        shown.codeHash = keccak256("");
        shown.proof = _prove(StateTree.accountKey(account));
    }

    function _prove(bytes32 key) private view returns (bytes memory) {
        return StateProofs.prove(_state, key);
    }
}
