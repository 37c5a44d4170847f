// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DvpSettlement} from "../../contracts/assets/settlement/DvpSettlement.sol";
import {IDvpSettlement} from "../../contracts/assets/settlement/IDvpSettlement.sol";
import {ISettlementIntents} from "../../contracts/assets/settlement/ISettlementIntents.sol";
import {FaultyTokenMock} from "../../contracts/mocks/FaultyTokenMock.sol";
import {Test, Vm} from "../helpers/Test.sol";

/// Settles random and repeated trades between four parties in two tokens that misbehave at random, and cancels.
contract DvpHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant PARTIES = 4;
    uint256 public constant SUPPLY = PARTIES * 1_000;
    uint256 private constant _NONCES = 12;

    DvpSettlement public immutable settlement = new DvpSettlement();
    FaultyTokenMock[2] public tokens;

    uint256 public settlements;
    uint256 public mostUses;
    uint256 public mostSettlements;
    uint256 public wrongMoves;
    mapping(address party => mapping(uint256 nonce => uint256 times)) private _uses;
    mapping(bytes32 termsHash => uint256 times) private _settlements;
    IDvpSettlement.DvpTerms private _lastTerms;
    ISettlementIntents.SignedIntent private _lastDelivery;
    ISettlementIntents.SignedIntent private _lastPayment;

    constructor() {
        for (uint256 t = 0; t < 2; ++t) {
            tokens[t] = new FaultyTokenMock();
            for (uint256 i = 0; i < PARTIES; ++i) {
                tokens[t].mint(partyOf(i), 1_000);
                vm.prank(partyOf(i));
                tokens[t].approve(address(settlement), type(uint256).max);
            }
        }
    }

    function settle(uint256 seller, uint256 buyer, uint256 units, uint256 price, uint256 salt, uint256 nonce) external {
        IDvpSettlement.DvpTerms memory terms;
        terms.delivery = ISettlementIntents.Leg(
            address(tokens[salt % 2]),
            partyOf(seller),
            partyOf(buyer),
            units % 1_200
        );
        terms.payment = ISettlementIntents.Leg(address(tokens[1]), partyOf(buyer), partyOf(seller), price % 1_200);
        terms.expiresAt = uint64(1_000_000 + (salt % 3) * 300);
        terms.salt = bytes32(salt % 3);
        bytes32 hash = settlement.termsHash(terms);
        _submit(terms, _sign(hash, seller, nonce % _NONCES), _sign(hash, buyer, (nonce >> 128) % _NONCES));
    }

    /// The last trade that settled, signed by the same parties with other nonces.
    function settleAgain(uint256 nonce, bool isReplay) external {
        if (settlements == 0) return;
        (ISettlementIntents.SignedIntent memory delivery, ISettlementIntents.SignedIntent memory payment) = (
            _lastDelivery,
            _lastPayment
        );
        if (!isReplay) {
            bytes32 hash = settlement.termsHash(_lastTerms);
            delivery = _sign(hash, _indexOf(delivery.party), nonce % _NONCES);
            payment = _sign(hash, _indexOf(payment.party), (nonce >> 128) % _NONCES);
        }
        _submit(_lastTerms, delivery, payment);
    }

    function cancel(uint256 who, uint256 nonce) external {
        vm.prank(partyOf(who));
        try settlement.cancelIntent(nonce % _NONCES) {
            _count(partyOf(who), nonce % _NONCES);
        } catch {}
    }

    function misbehave(uint256 token, uint256 fault) external {
        // Most of the time the tokens are honest, so that trades do settle.
        uint256 chosen = fault % 24;
        tokens[token % 2].setFault(FaultyTokenMock.Fault(chosen < 8 ? chosen : 0));
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 30));
    }

    function partyOf(uint256 who) public pure returns (address) {
        return vm.addr(_keyOf(who));
    }

    function _submit(
        IDvpSettlement.DvpTerms memory terms,
        ISettlementIntents.SignedIntent memory delivery,
        ISettlementIntents.SignedIntent memory payment
    ) private {
        uint256[4] memory before = _balances(terms);
        try settlement.settle(terms, delivery, payment) returns (bytes32 hash) {
            ++settlements;
            uint256 times = ++_settlements[hash];
            if (times > mostSettlements) mostSettlements = times;
            _count(delivery.party, delivery.nonce);
            _count(payment.party, payment.nonce);
            (_lastTerms, _lastDelivery, _lastPayment) = (terms, delivery, payment);
            if (!_isExact(terms, before, _balances(terms))) ++wrongMoves;
        } catch {}
    }

    function _count(address party, uint256 nonce) private {
        uint256 times = ++_uses[party][nonce];
        if (times > mostUses) mostUses = times;
    }

    function _sign(
        bytes32 hash,
        uint256 who,
        uint256 nonce
    ) private view returns (ISettlementIntents.SignedIntent memory intent) {
        intent.party = partyOf(who);
        intent.nonce = nonce;
        intent.expiresAt = 1_001_000;
        bytes32 digest = settlement.intentDigest(hash, intent.party, nonce, intent.expiresAt);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keyOf(who), digest);
        intent.signature = abi.encodePacked(r, s, v);
    }

    function _balances(IDvpSettlement.DvpTerms memory terms) private view returns (uint256[4] memory) {
        (FaultyTokenMock asset, FaultyTokenMock cash) = (
            FaultyTokenMock(terms.delivery.token),
            FaultyTokenMock(terms.payment.token)
        );
        (address seller, address buyer) = (terms.delivery.from, terms.payment.from);
        return [asset.balanceOf(seller), asset.balanceOf(buyer), cash.balanceOf(seller), cash.balanceOf(buyer)];
    }

    function _isExact(
        IDvpSettlement.DvpTerms memory terms,
        uint256[4] memory before,
        uint256[4] memory afterwards
    ) private pure returns (bool) {
        (uint256 units, uint256 price) = (terms.delivery.amount, terms.payment.amount);
        if (terms.delivery.token == terms.payment.token) {
            return before[0] + price == afterwards[0] + units && before[1] + units == afterwards[1] + price;
        }
        bool isDelivered = before[0] - units == afterwards[0] && before[1] + units == afterwards[1];
        return isDelivered && before[2] + price == afterwards[2] && before[3] - price == afterwards[3];
    }

    function _indexOf(address party) private pure returns (uint256 who) {
        while (partyOf(who) != party) ++who;
    }

    function _keyOf(uint256 who) private pure returns (uint256) {
        return 0xD59 + (who % PARTIES);
    }
}

contract DvpSettlementInvariants is Test {
    DvpHandler private _handler;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new DvpHandler();
        targetContract(address(_handler));
    }

    /// SETTLE-1, SETTLE-9
    function invariant_sumsAreConserved() public view {
        for (uint256 t = 0; t < 2; ++t) {
            uint256 sum = 0;
            for (uint256 i = 0; i < _handler.PARTIES(); ++i) {
                sum += _handler.tokens(t).balanceOf(_handler.partyOf(i));
            }
            assertEq(sum, _handler.SUPPLY(), "INV: the parties hold what they held, per token");
            assertEq(_handler.tokens(t).totalSupply(), _handler.SUPPLY(), "INV: no settlement changes a supply");
        }
    }

    /// SETTLE-12
    function invariant_contractHoldsNothing() public view {
        for (uint256 t = 0; t < 2; ++t) {
            assertEq(
                _handler.tokens(t).balanceOf(address(_handler.settlement())),
                0,
                "INV: the contract holds nothing"
            );
        }
    }

    /// SETTLE-6, SETTLE-7
    function invariant_nothingExecutesTwice() public view {
        assertTrue(_handler.mostUses() <= 1, "INV: an executed or cancelled nonce never executes again");
        assertTrue(_handler.mostSettlements() <= 1, "INV: terms settle once");
    }

    /// SETTLE-1
    function invariant_bothLegsMoveExactly() public view {
        assertEq(_handler.wrongMoves(), 0, "INV: a settlement moves both legs exactly");
    }
}
