// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IL1Messenger} from "../../contracts/L1/bridge/IL1Messenger.sol";
import {IPayouts} from "../../contracts/L1/bridge/IPayouts.sol";
import {ITokenArrival} from "../../contracts/interfaces/ITokenArrival.sol";
import {ITokenRelease} from "../../contracts/interfaces/ITokenRelease.sol";
import {IEthRelease} from "../../contracts/interfaces/IEthRelease.sol";
import {Predeploys} from "../../contracts/libraries/Predeploys.sol";
import {Message} from "../../contracts/types/Message.sol";
import {BridgeSystem} from "./BridgeSystem.sol";

/// Several people deposit, withdraw, claim twice, repeat, pause and wait, in any order.
contract BridgeHandler is BridgeSystem {
    uint256 public constant PEOPLE = 4;
    uint256 public depositedEth;
    uint256 public withdrawnEth;
    uint256 public withdrawnCash;
    uint256 public paidEth;
    uint256 public paidCash;
    uint256 public mostCarriedOut;
    uint256 public leftWhilePaused;
    uint256 public mostInPeriod;
    uint256 public mostCashInPeriod;
    uint256 public carriedOut;
    mapping(uint64 place => uint256 times) private _carriedOut;
    mapping(uint256 period => uint256 amount) private _paidIn;
    mapping(uint256 period => uint256 amount) private _cashPaidIn;

    /// Watches what leaves the gateways.
    modifier watched() {
        (uint256 eth, uint256 units) = (address(ethGateway).balance, cash.balanceOf(address(tokenGateway)));
        bool isPaused = guardian.isPaused();
        uint256 period = block.timestamp / 1 days;
        _;
        uint256 ethLeft = address(ethGateway).balance < eth ? eth - address(ethGateway).balance : 0;
        uint256 unitsNow = cash.balanceOf(address(tokenGateway));
        uint256 unitsLeft = unitsNow < units ? units - unitsNow : 0;
        paidEth += ethLeft;
        paidCash += unitsLeft;
        _paidIn[period] += ethLeft;
        _cashPaidIn[period] += unitsLeft;
        if (_paidIn[period] > mostInPeriod) mostInPeriod = _paidIn[period];
        if (_cashPaidIn[period] > mostCashInPeriod) mostCashInPeriod = _cashPaidIn[period];
        if (isPaused) leftWhilePaused += ethLeft + unitsLeft;
    }

    constructor() {
        _setUp();
        for (uint256 i = 0; i < PEOPLE; ++i) {
            cash.mint(onL1(i), 2_000);
            vm.prank(onL1(i));
            cash.approve(address(tokenGateway), type(uint256).max);
            // Everybody has been there before: what is paid comes to accounts that exist.
            vm.deal(onL2(i), 1 ether);
        }
    }

    function depositEth(uint256 who, uint256 to, uint256 amount) external watched {
        amount = 1 + (amount % 40 ether);
        _noteItem(onL1(who), onL2(to), amount, 21_000, "");
        vm.deal(onL1(who), amount);
        _signedBy(onL1(who));
        ethGateway.deposit{value: amount}(onL2(to), amount, 21_000);
        depositedEth += amount;
    }

    function depositCash(uint256 who, uint256 to, uint256 amount) external watched {
        address recipient = to % 5 == 0 ? address(form) : onL2(to);
        uint256 held = cash.balanceOf(onL1(who));
        if (held == 0) return;
        amount = 1 + (amount % held);
        bytes memory data = abi.encodeCall(ITokenArrival.arrive, (address(cash), onL1(who), recipient, amount));
        _noteMessage(uint64(_items.length), address(tokenGateway), Predeploys.TOKEN_GATEWAY, 400_000, data);
        vm.prank(onL1(who));
        tokenGateway.depositToken(address(cash), amount, recipient);
    }

    function carryOver(uint256 count) external watched {
        uint256 first = _carried;
        _carryOver(1 + (count % 4));
        // What could not arrive is on its way back.
        for (uint256 i = first; i < _carried; ++i) {
            if (_items[i].mint != 0) continue;
            (, address from, address recipient, uint256 amount) = _arrivalOf(i);
            if (recipient != address(form)) continue;
            _noteRelease(from, amount);
        }
        require(l2Messenger.messageCount() == _sent.length, "a message is not noted");
    }

    function withdrawEth(uint256 who, uint256 to, uint256 amount) external watched {
        uint256 free = onL2(who).balance - 1 ether;
        if (free == 0) return;
        amount = 1 + (amount % free);
        vm.prank(onL2(who));
        l2EthGateway.withdraw{value: amount}(onL1(to));
        bytes memory data = abi.encodeCall(IEthRelease.release, (onL1(to), amount));
        _noteSent(Predeploys.ETH_GATEWAY, address(ethGateway), 200_000, data);
        withdrawnEth += amount;
    }

    function withdrawCash(uint256 who, uint256 to, uint256 amount) external watched {
        uint256 held = form.balanceOf(onL2(who));
        if (held == 0) return;
        amount = 1 + (amount % held);
        vm.prank(onL2(who));
        l2TokenGateway.withdraw(address(cash), amount, onL1(to));
        _noteRelease(onL1(to), amount);
    }

    function finalize() external watched {
        _finalize(ANY);
    }

    function claim(uint64 place, uint64 batch, uint256 gasLimit) external watched {
        if (_batches.length == 0) return;
        place %= uint64(_batches.length);
        // Now and then with another root than the first, or with little gas.
        uint64 shown = batch % 4 == 0 ? uint64(1 + (batch % _index)) : _batches[place];
        uint64 before = shown == 0 ? 0 : shown - 1;
        IL1Messenger.Inclusion memory inclusion = IL1Messenger.Inclusion(shown, before, _siblingsOf(place, shown));
        uint256 gas = gasLimit % 3 == 0 ? 60_000 + (gasLimit % 900_000) : 3_000_000;
        try messenger.claimMessage{gas: gas}(_sent[place], inclusion) {
            _count(place);
        } catch {}
    }

    function repeat(uint64 place) external watched {
        if (_sent.length == 0) return;
        place %= uint64(_sent.length);
        try messenger.repeatMessage(_sent[place]) {
            _count(place);
        } catch {}
    }

    function payHeld(uint256 times, bool isCash) external watched {
        IPayouts gateway = isCash ? IPayouts(address(tokenGateway)) : IPayouts(address(ethGateway));
        try gateway.payHeld(isCash ? address(cash) : address(0), times % 4) {} catch {}
    }

    function pause(uint256 duration) external watched {
        try guardian.pause(uint64(1 hours + (duration % 1 days))) {} catch {}
    }

    function resume() external watched {
        try guardian.resume() {} catch {}
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 2 days));
    }

    function circulatingEth() external view returns (uint256 sum) {
        for (uint256 i = 0; i < PEOPLE; ++i) sum += onL2(i).balance - 1 ether;
    }

    function onL1(uint256 who) public pure returns (address) {
        return vm.addr(0xA000 + (who % PEOPLE));
    }

    function onL2(uint256 who) public pure returns (address) {
        return vm.addr(0xB000 + (who % PEOPLE));
    }

    function _count(uint64 place) private {
        if (messenger.isFailed(_leaves[place])) return;
        ++carriedOut;
        if (++_carriedOut[place] > mostCarriedOut) mostCarriedOut = _carriedOut[place];
    }

    function _noteRelease(address recipient, uint256 amount) private {
        bytes memory data = abi.encodeCall(ITokenRelease.releaseToken, (address(cash), recipient, amount));
        _noteSent(Predeploys.TOKEN_GATEWAY, address(tokenGateway), 400_000, data);
        withdrawnCash += amount;
    }

    function _arrivalOf(uint256 place) private view returns (address, address, address, uint256) {
        bytes memory call = _itemData[place];
        bytes memory encoded = new bytes(call.length - 4);
        for (uint256 i = 0; i < encoded.length; ++i) encoded[i] = call[i + 4];
        Message memory message = abi.decode(encoded, (Message));
        bytes memory inner = new bytes(message.data.length - 4);
        for (uint256 i = 0; i < inner.length; ++i) inner[i] = message.data[i + 4];
        return abi.decode(inner, (address, address, address, uint256));
    }
}
