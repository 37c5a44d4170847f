// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementGateway} from "../../contracts/L1/settlement/ISettlementGateway.sol";
import {IMessageQueue} from "../../contracts/L1/rollup/IMessageQueue.sol";
import {AddressAlias} from "../../contracts/libraries/AddressAlias.sol";
import {SettlementData} from "../../contracts/libraries/SettlementData.sol";
import {QueueItem} from "../../contracts/types/QueueItem.sol";
import {SettlementSystem} from "./SettlementSystem.sol";

/// Shields, posts batches that use any of the shields and take out what notes are worth, tries to forge, gives back and
/// withdraws, in any order. What the circuit sees to – that no batch takes out more than notes are worth – is seen to
/// here.
contract SettlementHandler is SettlementSystem {
    uint256 public constant ACTORS = 4;
    uint64 private constant _SHIELD_GAS = 2_000_000;
    uint64 private constant _JUNK_GAS = 30_000;

    struct Paid {
        uint256 who;
        uint32 asset;
        uint128 amount;
        uint256 receiver;
        uint64 place;
        /// How often it became a note or was given back.
        uint256 uses;
    }

    Paid[] private _paid;
    QueueItem[] private _items;
    /// By asset: what notes are worth, what is owed, and what waits.
    uint256[3] public notes;
    uint256[3] public owed;
    uint256[3] public waiting;
    uint256 public posts;
    uint256 public refusedPosts;
    uint256 public forgedPosts;
    uint256 public mostUses;
    uint256 public wrongPayments;
    uint256 public otherRefusals;
    uint256 public stalls;
    bytes private _lastData;
    /// What the handler calls of itself does nothing else.
    bool private _isTrying;

    modifier trying() {
        _isTrying = true;
        _;
        _isTrying = false;
    }

    function shield(uint256 who, uint256 asset, uint128 amount, bool isAlike) external {
        (asset, amount) = (1 + (asset % 2), 1 + (amount % 1_000));
        uint256 receiver = 1 + _paid.length;
        // Two shields may look alike: of the same amount, for the same note.
        if (isAlike && _paid.length != 0) {
            Paid memory last = _paid[_paid.length - 1];
            (asset, amount, receiver) = (last.asset, last.amount, last.receiver);
        }
        address actor = actorAt(who);
        tokens[asset - 1].mint(actor, amount);
        vm.startPrank(actor);
        tokens[asset - 1].approve(address(gateway), amount);
        gateway.shield(uint32(asset), amount, receiver);
        vm.stopPrank();
        bytes memory data = abi.encode(uint32(asset), amount, receiver);
        _paid.push(Paid(who % ACTORS, uint32(asset), amount, receiver, uint64(_items.length), 0));
        _note(AddressAlias.aliasOf(address(gateway)), address(gateway), _SHIELD_GAS, data);
        waiting[asset] += amount;
    }

    function enqueue() external {
        queue.enqueue(LANE, IMessageQueue.Request(address(this), false, 0, _JUNK_GAS, ""));
        _note(AddressAlias.aliasOf(address(this)), address(this), _JUNK_GAS, "");
    }

    /// A batch that an honest operator could make: of two operations, each a shield that it consumes, an unshield, or
    /// nothing that crosses.
    function post(uint256 seed, uint128 amount) external {
        uint64 cursor = _cursorFrom(seed);
        uint256[2] memory words;
        uint256[2] memory targets;
        uint256[2] memory used = [type(uint256).max, type(uint256).max];
        uint256 from = _firstBehind(_tip.cursor);
        uint256[3] memory left = notes;
        for (uint256 i = 0; i < 2; ++i) {
            uint256 choice = (seed >> (8 + 8 * i)) % 3;
            uint256 asset = 1 + ((seed >> (32 + 8 * i)) % 2);
            if (choice == 0) {
                (used[i], from) = _choose(from, cursor, (seed >> (64 + 8 * i)) % 3);
                if (used[i] == type(uint256).max) continue;
                Paid memory paid = _paid[used[i]];
                (words[i], targets[i]) = (SettlementData.shieldWord(paid.asset, paid.amount), paid.receiver);
            } else if (choice == 1 && left[asset] != 0) {
                uint128 taken = uint128(1 + (amount % left[asset]));
                left[asset] -= taken;
                words[i] = (SettlementData.UNSHIELD << 160) | (asset << 128) | taken;
                targets[i] = uint160(actorAt(seed >> (96 + 8 * i)));
            }
        }
        _tryPost(cursor, words, targets, used);
    }

    /// A batch with a shield that nobody paid for, that was consumed before, that is not consumed yet, or twice.
    function forge(uint256 seed, uint256 which, uint8 how) external trying {
        uint64 cursor = _cursorFrom(seed);
        uint256 word = SettlementData.shieldWord(1, 1_001);
        uint256 target = 5;
        if (how % 3 != 0 && _paid.length != 0) {
            Paid memory paid = _paid[which % _paid.length];
            word = SettlementData.shieldWord(paid.asset, paid.amount);
            target = paid.receiver;
            uint256 alike = _countBetween(word, target, _tip.cursor, cursor);
            // With two alike both could be right.
            if (alike > 1 || (alike == 1 && how % 3 == 1)) return;
        }
        bytes memory data = _dataOf([word, how % 3 == 2 ? word : 0], [target, how % 3 == 2 ? target : 0]);
        try this.postData(cursor, data) {
            ++forgedPosts;
        } catch (bytes memory reason) {
            _expect(reason, ISettlementGateway.SettlementShieldUnknown.selector);
        }
    }

    /// Somebody stands in the lane's way for an hour: what it has consumed waits again.
    function stall(uint256 seed) external {
        uint64 cursor = _cursorFrom(seed);
        (QueueItem memory first, QueueItem memory next) = _around(cursor);
        _stall(cursor, first, next);
        ++stalls;
    }

    function reclaim(uint256 which) external {
        if (_paid.length == 0) return;
        uint256 number = which % _paid.length;
        Paid memory paid = _paid[number];
        uint256 before = tokens[paid.asset - 1].balanceOf(actorAt(paid.who));
        try gateway.reclaim(uint64(number), paid.asset, paid.amount, paid.receiver) {
            _use(number);
            waiting[paid.asset] -= paid.amount;
            uint256 got = tokens[paid.asset - 1].balanceOf(actorAt(paid.who)) - before;
            if (got != paid.amount) ++wrongPayments;
        } catch (bytes memory reason) {
            bool isUsed = paid.uses != 0;
            bytes4 used = ISettlementGateway.SettlementShieldUsed.selector;
            _expect(reason, isUsed ? used : ISettlementGateway.SettlementShieldWaits.selector);
        }
    }

    function withdraw(uint256 who, uint256 asset) external {
        asset = 1 + (asset % 2);
        uint256 target = uint160(actorAt(who));
        uint256 before = tokens[asset - 1].balanceOf(actorAt(who));
        uint256 due = gateway.owedTo(uint32(asset), target);
        try gateway.withdraw(uint32(asset), target) {
            owed[asset] -= due;
            if (tokens[asset - 1].balanceOf(actorAt(who)) - before != due) ++wrongPayments;
        } catch (bytes memory reason) {
            _expect(reason, ISettlementGateway.SettlementNothingOwed.selector);
        }
    }

    function settleAgain() external trying {
        try this.settleLast() {
            ++forgedPosts;
        } catch (bytes memory reason) {
            _expect(reason, ISettlementGateway.SettlementOutOfOrder.selector);
        }
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 7_200));
    }

    /// Only for the handler itself, which catches.
    function postData(uint64 cursor, bytes calldata data) external {
        if (!_isTrying) return;
        (QueueItem memory first, QueueItem memory next) = _around(cursor);
        _post(cursor, data, first, next);
    }

    /// Only for the handler itself, which catches.
    function settleLast() external {
        if (!_isTrying) return;
        _settleAgain(_lastData);
    }

    function actorAt(uint256 who) public pure returns (address) {
        return address(uint160(0x5E7000 + (who % ACTORS)));
    }

    function _tryPost(
        uint64 cursor,
        uint256[2] memory words,
        uint256[2] memory targets,
        uint256[2] memory used
    ) private trying {
        bytes memory data = _dataOf(words, targets);
        try this.postData(cursor, data) {
            ++posts;
            _lastData = data;
        } catch {
            ++refusedPosts;
            return;
        }
        for (uint256 i = 0; i < 2; ++i) {
            SettlementData.Crossing memory crossing = SettlementData.Crossing(words[i], targets[i]);
            uint256 kind = SettlementData.kindOf(crossing);
            (uint32 asset, uint128 amount) = (SettlementData.assetOf(crossing), SettlementData.amountOf(crossing));
            if (kind == SettlementData.SHIELD) {
                _use(used[i]);
                waiting[asset] -= amount;
                notes[asset] += amount;
            } else if (kind == SettlementData.UNSHIELD) {
                notes[asset] -= amount;
                owed[asset] += amount;
            }
        }
    }

    /// What is refused for another reason than that which is tried says nothing of it.
    function _expect(bytes memory reason, bytes4 selector) private {
        if (bytes4(reason) != selector) ++otherRefusals;
    }

    function _use(uint256 number) private {
        uint256 uses = ++_paid[number].uses;
        if (uses > mostUses) mostUses = uses;
    }

    function _note(address sender, address recipient, uint64 gasLimit, bytes memory data) private {
        uint64 before = _gasBefore(uint64(_items.length));
        uint64 time = uint64(block.timestamp);
        _items.push(QueueItem(sender, recipient, false, 0, 0, gasLimit, keccak256(data), time, before));
    }

    /// The items behind the tip and behind a cursor; empty where there is none.
    function _around(uint64 cursor) private view returns (QueueItem memory first, QueueItem memory next) {
        if (_tip.cursor < _items.length) first = _items[_tip.cursor];
        if (cursor < _items.length) next = _items[cursor];
    }

    /// A cursor between the tip's and the end, which it is half of the time.
    function _cursorFrom(uint256 seed) private view returns (uint64) {
        uint64 open = uint64(_items.length) - _tip.cursor;
        return seed % 2 == 0 ? uint64(_items.length) : _tip.cursor + uint64((seed >> 128) % (open + 1));
    }

    /// The first of what was paid in behind a cursor.
    function _firstBehind(uint64 cursor) private view returns (uint256 number) {
        while (number < _paid.length && _paid[number].place < cursor) ++number;
    }

    /// One of those before a cursor, some left out, and where to go on; the first of those alike, as the gateway takes.
    function _choose(uint256 from, uint64 cursor, uint256 leaveOut) private view returns (uint256, uint256) {
        uint256 at = from + leaveOut;
        if (at >= _paid.length || _paid[at].place >= cursor) return (type(uint256).max, from);
        for (uint256 i = from; i < at; ++i) {
            if (_isAlike(_paid[i], _paid[at])) return (i, i + 1);
        }
        return (at, at + 1);
    }

    function _countBetween(uint256 word, uint256 target, uint64 from, uint64 to) private view returns (uint256 count) {
        for (uint256 i = 0; i < _paid.length; ++i) {
            Paid memory one = _paid[i];
            bool isSame = SettlementData.shieldWord(one.asset, one.amount) == word && one.receiver == target;
            if (isSame && one.place >= from && one.place < to) ++count;
        }
    }

    function _gasBefore(uint64 place) internal view override returns (uint64) {
        if (place == 0) return 0;
        QueueItem memory last = _items[place - 1];
        return last.gasBefore + last.gasLimit;
    }

    function _isAlike(Paid memory one, Paid memory other) private pure returns (bool) {
        return one.asset == other.asset && one.amount == other.amount && one.receiver == other.receiver;
    }

    function _dataOf(uint256[2] memory words, uint256[2] memory targets) private pure returns (bytes memory) {
        bytes memory rest = new bytes(SettlementData.OPERATION_SIZE - 64);
        return abi.encodePacked(words[0], targets[0], rest, words[1], targets[1], rest);
    }
}
