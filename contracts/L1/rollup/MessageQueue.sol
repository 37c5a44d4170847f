// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";
import {AddressAlias} from "../../libraries/AddressAlias.sol";
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
    struct LaneQueue {
        uint64 length;
        uint64 totalGas;
        uint64 gasPrice;
        uint32 deadline;
        uint32 gasLimit;
    }

    address private _minter;
    /// @dev The most that an operator may ask for a unit of gas, wei.
    mapping(Lane lane => uint64 price) private _greatestPrices;
    mapping(Lane lane => LaneQueue queue) private _queues;
    /// @dev The rolling hash after each item.
    mapping(Lane lane => mapping(uint64 place => bytes32 hash)) private _hashes;

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
        if (terms.deadline == 0 || terms.gasLimit < _BASE_GAS || terms.gasLimit > _GAS_BOUND) {
            revert QueueTermsInvalid(terms);
        }
        LaneQueue storage queue = _queues[lane];
        queue.gasPrice = terms.gasPrice;
        queue.deadline = terms.deadline;
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
        queue.gasPrice = gasPrice;
        emit TermsChanged(lane, terms);
    }

    /// @inheritdoc IMessageQueue
    function enqueue(Lane lane, Request calldata request) external payable nonReentrant returns (uint64 place) {
        uint256 fee;
        (place, fee) = _push(lane, AddressAlias.onL2(msg.sender), 0, request);
        if (msg.value > fee) _pay(msg.sender, msg.value - fee);
    }

    /// @inheritdoc IMessageQueue
    function enqueueMint(Lane lane, address sender, Request calldata request) external payable returns (uint64 place) {
        if (msg.sender != _minter) revert QueueMinterUnknown(msg.sender);
        (place, ) = _push(lane, AddressAlias.onL2(sender), request.value, request);
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
        return _checkNext(lane, queue, cursor, next);
    }

    /// @inheritdoc IMessageQueue
    function checkCursor(
        Lane lane,
        uint64 cursor,
        bytes32 hash,
        uint64 gas,
        QueueItem calldata next
    ) external view returns (bool isEnd, uint32 deadline) {
        LaneQueue memory queue = _queues[lane];
        (isEnd, deadline) = _checkNext(lane, queue, cursor, next);
        bytes32 expected = _hashAt(lane, cursor);
        if (hash != expected) revert QueueHashMismatch(expected, hash);
        uint64 expectedGas = isEnd ? queue.totalGas : next.gasBefore;
        if (gas != expectedGas) revert QueueGasMismatch(expectedGas, gas);
    }

    /// @dev Adds an item; the fee is within the wei sent along.
    function _push(
        Lane lane,
        address sender,
        uint256 mint,
        Request calldata request
    ) private returns (uint64 place, uint256 fee) {
        LaneQueue memory queue = _queues[lane];
        _checkRequest(lane, queue, request);
        fee = uint256(queue.gasPrice) * request.gasLimit;
        if (msg.value < fee) revert QueueFeeTooLow(fee, msg.value);

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
        _hashes[lane][place] = keccak256(abi.encode(_hashAt(lane, place), _hashOf(item)));
        queue.length = place + 1;
        queue.totalGas += request.gasLimit;
        _queues[lane] = queue;
        emit ItemQueued(lane, place, sender, item, request.data);
    }

    function _pay(address to, uint256 amount) private {
        (bool paid, ) = to.call{value: amount}("");
        if (!paid) revert QueueRefundFailed(to, amount);
    }

    /// @dev The rolling hash before the item at a place.
    function _hashAt(Lane lane, uint64 place) private view returns (bytes32) {
        return place == 0 ? bytes32(0) : _hashes[lane][place - 1];
    }

    function _checkNext(
        Lane lane,
        LaneQueue memory queue,
        uint64 cursor,
        QueueItem calldata next
    ) private view returns (bool isEnd, uint32 deadline) {
        if (cursor > queue.length) revert QueuePlaceUnknown(queue.length, cursor);
        isEnd = cursor == queue.length;
        deadline = queue.deadline;
        if (!isEnd) _checkItem(lane, cursor, next);
    }

    function _checkItem(Lane lane, uint64 place, QueueItem calldata item) private view {
        bytes32 expected = _hashes[lane][place];
        bytes32 actual = keccak256(abi.encode(_hashAt(lane, place), _hashOf(item)));
        if (actual != expected) revert QueueItemMismatch(place, expected, actual);
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

    /// @dev QUEUE-2.
    function _hashOf(QueueItem memory item) private pure returns (bytes32) {
        return keccak256(abi.encode(item));
    }
}
