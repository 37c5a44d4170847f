// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {AddressAlias} from "../../libraries/AddressAlias.sol";
import {QueueHash} from "../../libraries/QueueHash.sol";
import {TimelockedAccess} from "../governance/TimelockedAccess.sol";
import {IMessageQueue} from "./IMessageQueue.sol";

/// @notice Implements {IMessageQueue}.
contract MessageQueue is IMessageQueue, TimelockedAccess, ReentrancyGuardTransient {
    /// @notice Who sets the price of gas and takes fees.
    bytes32 public constant OPERATOR_ROLE = keccak256("OPERATOR");

    /// @dev Bounds of the chain (EXEC-22, EXEC-24) and what a transaction costs at least (EIP-7623).
    uint256 private constant _DATA_LIMIT = 65_536;
    uint32 private constant _GAS_BOUND = 16_777_216;
    uint64 private constant _BASE_GAS = 21_000;
    uint64 private constant _GAS_PER_BYTE = 40;
    uint64 private constant _CREATION_GAS = 32_000;
    /// @dev Up to here an operator sets any price of gas, whatever the timelock has set, wei.
    uint64 private constant _FREE_PRICE = 1 gwei;

    /// @dev One slot, which an item changes.
    /// @param unpaidGas Gas of minting items since the price was last set: at that price the minter owes it.
    struct LaneQueue {
        uint40 length;
        uint64 totalGas;
        uint56 unpaidGas;
        uint40 gasPrice;
        uint24 deadline;
        uint32 gasLimit;
    }

    address private _minter;
    /// @dev The most that an operator may ask for a unit of gas, wei.
    mapping(Lane lane => uint64 price) private _greatestPrices;
    mapping(Lane lane => LaneQueue queue) private _queues;
    /// @dev What the minter owes from before the price was last set, wei.
    mapping(Lane lane => uint256 amount) private _dues;
    /// @dev The rolling hash after each item.
    mapping(Lane lane => mapping(uint64 place => bytes32 hash)) private _hashes;

    /// @dev Reverts for anyone but the gateway of ETH.
    modifier onlyMinter() {
        if (msg.sender != _minter) revert QueueMinterUnknown(msg.sender);
        _;
    }

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param operators Who sets prices and takes fees.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        address[] memory operators
    ) TimelockedAccess(timelock_, leastDelay) {
        _grantAtStart(OPERATOR_ROLE, operators);
    }

    /// @inheritdoc IMessageQueue
    function connect(address minter) external onlySlow {
        if (_minter != address(0)) revert QueueMinterConnected(_minter);
        if (minter.code.length == 0) revert QueueMinterUnknown(minter);
        _minter = minter;
        emit MinterConnected(minter);
    }

    /// @inheritdoc IMessageQueue
    function setTerms(Lane lane, LaneTerms calldata terms) external onlySlow {
        if (Lane.unwrap(lane) == 0) revert QueueLaneUnknown(lane);
        bool isTooMuch = terms.deadline > type(uint24).max || terms.gasPrice > type(uint40).max;
        if (isTooMuch || terms.deadline == 0 || terms.gasLimit < _BASE_GAS || terms.gasLimit > _GAS_BOUND) {
            revert QueueTermsInvalid(terms);
        }
        LaneQueue storage queue = _queues[lane];
        _setPrice(lane, queue, terms.gasPrice);
        queue.deadline = uint24(terms.deadline);
        queue.gasLimit = terms.gasLimit;
        _greatestPrices[lane] = terms.gasPrice > _FREE_PRICE ? terms.gasPrice : _FREE_PRICE;
        emit TermsChanged(lane, terms);
    }

    /// @inheritdoc IMessageQueue
    function setGasPrice(Lane lane, uint64 gasPrice) external onlyRole(OPERATOR_ROLE) {
        LaneQueue storage queue = _queues[lane];
        if (queue.deadline == 0) revert QueueLaneUnknown(lane);
        LaneTerms memory terms = LaneTerms(gasPrice, queue.deadline, queue.gasLimit);
        // An operator cannot price anybody out of the queue.
        if (gasPrice > _greatestPrices[lane]) revert QueueTermsInvalid(terms);
        _setPrice(lane, queue, gasPrice);
        emit TermsChanged(lane, terms);
    }

    /// @inheritdoc IMessageQueue
    function enqueue(Lane lane, Request calldata request) external payable nonReentrant returns (uint64 place) {
        LaneQueue memory queue = _queues[lane];
        uint256 fee = uint256(queue.gasPrice) * request.gasLimit;
        if (queue.deadline != 0 && msg.value < fee) revert QueueFeeTooLow(fee, msg.value);
        place = _push(lane, queue, AddressAlias.onL2(msg.sender), 0, request);
        if (msg.value > fee) _pay(msg.sender, msg.value - fee);
    }

    /// @inheritdoc IMessageQueue
    function enqueueMint(
        Lane lane,
        address sender,
        Request calldata request
    ) external onlyMinter returns (uint64 place, uint256 fee) {
        LaneQueue memory queue = _queues[lane];
        fee = uint256(queue.gasPrice) * request.gasLimit;
        queue.unpaidGas += uint56(request.gasLimit);
        place = _push(lane, queue, AddressAlias.onL2(sender), request.value, request);
    }

    /// @inheritdoc IMessageQueue
    function payDue(Lane lane) external payable onlyMinter {
        uint256 due = dueOf(lane);
        if (msg.value != due) revert QueueDueMismatch(due, msg.value);
        _dues[lane] = 0;
        _queues[lane].unpaidGas = 0;
        emit DuePaid(lane, due);
    }

    /// @inheritdoc IMessageQueue
    function takeFees(address to) external onlyRole(OPERATOR_ROLE) nonReentrant {
        uint256 amount = address(this).balance;
        emit FeesTaken(to, amount);
        _pay(to, amount);
    }

    /// @inheritdoc IMessageQueue
    function termsOf(Lane lane) external view returns (LaneTerms memory) {
        LaneQueue memory queue = _queues[lane];
        return LaneTerms(queue.gasPrice, queue.deadline, queue.gasLimit);
    }

    /// @inheritdoc IMessageQueue
    function length(Lane lane) external view returns (uint64) {
        return _queues[lane].length;
    }

    /// @inheritdoc IMessageQueue
    function totalGas(Lane lane) external view returns (uint64) {
        return _queues[lane].totalGas;
    }

    /// @inheritdoc IMessageQueue
    function rollingHash(Lane lane, uint64 place) external view returns (bytes32) {
        uint64 end = _queues[lane].length;
        if (place > end) revert QueuePlaceUnknown(end, place);
        return _hashAt(lane, place);
    }

    /// @inheritdoc IMessageQueue
    function feeFor(Lane lane, uint64 gasLimit) external view returns (uint256) {
        return uint256(_queues[lane].gasPrice) * gasLimit;
    }

    /// @inheritdoc IMessageQueue
    function quote(Lane lane, uint64 gasLimit) external view returns (uint64 place, uint256 fee) {
        LaneQueue storage queue = _queues[lane];
        return (queue.length, uint256(queue.gasPrice) * gasLimit);
    }

    /// @inheritdoc IMessageQueue
    function checkItem(Lane lane, uint64 place, QueueItem calldata item) external view {
        uint64 end = _queues[lane].length;
        if (place >= end) revert QueuePlaceUnknown(end, place);
        _checkItem(lane, place, item);
    }

    /// @inheritdoc IMessageQueue
    function checkNext(
        Lane lane,
        uint64 cursor,
        QueueItem calldata next
    ) external view returns (bool isEnd, uint32 deadline) {
        LaneQueue memory queue = _queues[lane];
        if (cursor > queue.length) revert QueuePlaceUnknown(queue.length, cursor);
        isEnd = cursor == queue.length;
        deadline = queue.deadline;
        if (!isEnd) _checkItem(lane, cursor, next);
    }

    /// @inheritdoc IMessageQueue
    function checkSpan(Lane lane, Span calldata span) external view returns (bool isEnd, uint32 deadline) {
        LaneQueue storage queue = _queues[lane];
        uint64 cursor = span.cursor;
        uint64 end = queue.length;
        if (cursor > end) revert QueuePlaceUnknown(end, cursor);
        isEnd = cursor == end;
        deadline = queue.deadline;

        if (isEnd) {
            bytes32 expected = _hashAt(lane, cursor);
            if (span.hash != expected) revert QueueHashMismatch(expected, span.hash);
        } else {
            // A hash that leads with an item to what the queue has behind that item is the one that it has before it.
            _checkLink(lane, cursor, span.hash, span.nextHash);
        }
        uint64 expectedGas = isEnd ? queue.totalGas : span.nextGasBefore;
        if (span.gas != expectedGas) revert QueueGasMismatch(expectedGas, span.gas);
    }

    /// @inheritdoc IMessageQueue
    function dueOf(Lane lane) public view returns (uint256) {
        LaneQueue storage queue = _queues[lane];
        return _dues[lane] + uint256(queue.unpaidGas) * queue.gasPrice;
    }

    /// @dev Adds an item, and writes the lane's slot.
    function _push(
        Lane lane,
        LaneQueue memory queue,
        address sender,
        uint256 mint,
        Request calldata request
    ) private returns (uint64 place) {
        _checkRequest(lane, queue, request);
        place = queue.length;
        QueueItem memory item = QueueItem({
            sender: sender,
            recipient: request.isCreation ? address(0) : request.recipient,
            isCreation: request.isCreation,
            mint: mint,
            value: request.value,
            gasLimit: request.gasLimit,
            dataHash: keccak256(request.data),
            time: uint64(block.timestamp),
            gasBefore: queue.totalGas
        });
        _hashes[lane][place] = QueueHash.chained(_hashAt(lane, place), QueueHash.hashOf(item));
        queue.length += 1;
        queue.totalGas += request.gasLimit;
        _queues[lane] = queue;
        emit ItemQueued(lane, place, sender, item, request.data);
    }

    /// @dev What was queued before is owed at the price before.
    function _setPrice(Lane lane, LaneQueue storage queue, uint64 gasPrice) private {
        if (queue.unpaidGas != 0) {
            _dues[lane] = dueOf(lane);
            queue.unpaidGas = 0;
        }
        // The caller has compared: it fits.
        queue.gasPrice = uint40(gasPrice);
    }

    function _pay(address to, uint256 amount) private {
        (bool paid, ) = to.call{value: amount}("");
        if (!paid) revert QueueRefundFailed(to, amount);
    }

    /// @dev The rolling hash before the item at a place.
    function _hashAt(Lane lane, uint64 place) private view returns (bytes32) {
        return place == 0 ? bytes32(0) : _hashes[lane][place - 1];
    }

    function _checkItem(Lane lane, uint64 place, QueueItem calldata item) private view {
        _checkLink(lane, place, _hashAt(lane, place), QueueHash.hashOfCalldata(item));
    }

    /// @dev The rolling hash before the item at a place, and its item hash, are those of the queue.
    function _checkLink(Lane lane, uint64 place, bytes32 before, bytes32 itemHash) private view {
        bytes32 expected = _hashes[lane][place];
        bytes32 actual = QueueHash.chained(before, itemHash);
        if (actual == expected) return;
        bytes32 expectedBefore = _hashAt(lane, place);
        if (before != expectedBefore) revert QueueHashMismatch(expectedBefore, before);
        revert QueueItemMismatch(place, expected, actual);
    }

    function _checkRequest(Lane lane, LaneQueue memory queue, Request calldata request) private pure {
        if (queue.deadline == 0) revert QueueLaneUnknown(lane);
        uint256 size = request.data.length;
        if (size > _DATA_LIMIT) revert QueueDataTooLong(_DATA_LIMIT, size);
        // At most 65,536 bytes: the sum fits.
        uint64 least = _BASE_GAS + _GAS_PER_BYTE * uint64(size) + (request.isCreation ? _CREATION_GAS : 0);
        if (request.gasLimit < least || request.gasLimit > queue.gasLimit) {
            revert QueueGasOutOfRange(least, queue.gasLimit, request.gasLimit);
        }
    }
}
