// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";

/// @notice Deposits, messages and forced transactions from L1, in one order for each lane. Source: spec/queue.md.
interface IMessageQueue {
    /// @notice What is to be done on L2.
    /// @param recipient Who is called; ignored when a contract is created.
    /// @param isCreation Whether the data are init code.
    /// @param value wei that the transaction carries.
    /// @param gasLimit Gas on L2.
    /// @param data Call data or init code.
    struct Request {
        address recipient;
        bool isCreation;
        uint256 value;
        uint64 gasLimit;
        bytes data;
    }

    /// @notice How a lane's queue is kept.
    /// @param gasPrice wei for a unit of gas on L2.
    /// @param deadline Seconds after which an item is due.
    /// @param gasLimit The most gas of an item.
    struct LaneTerms {
        uint64 gasPrice;
        uint32 deadline;
        uint32 gasLimit;
    }

    /// @notice What a batch says of the queue.
    /// @param cursor Items consumed, with its own.
    /// @param gas Gas limits of all items up to its cursor, summed.
    /// @param hash The rolling hash at its cursor.
    /// @param nextHash Item hash of the first item that it leaves behind; ignored when there is none.
    /// @param nextGasBefore What that item says of the gas before it; ignored when there is none.
    struct Span {
        uint64 cursor;
        uint64 gas;
        bytes32 hash;
        bytes32 nextHash;
        uint64 nextGasBefore;
    }

    event TermsChanged(Lane indexed lane, LaneTerms terms);
    event ItemQueued(Lane indexed lane, uint64 indexed place, address indexed sender, QueueItem item, bytes data);
    event MinterConnected(address minter);
    event DuePaid(Lane indexed lane, uint256 amount);
    event FeesTaken(address to, uint256 amount);

    error QueueLaneUnknown(Lane lane);
    error QueueTermsInvalid(LaneTerms terms);
    error QueueGasOutOfRange(uint64 least, uint64 greatest, uint64 actual);
    error QueueDataTooLong(uint256 greatest, uint256 actual);
    error QueueFeeTooLow(uint256 expected, uint256 actual);
    error QueueRefundFailed(address to, uint256 amount);
    error QueueMinterUnknown(address caller);
    error QueueDueMismatch(uint256 expected, uint256 actual);
    error QueueMinterConnected(address minter);
    error QueuePlaceUnknown(uint64 length, uint64 place);
    error QueueHashMismatch(bytes32 expected, bytes32 actual);
    error QueueGasMismatch(uint64 expected, uint64 actual);
    error QueueItemMismatch(uint64 place, bytes32 expected, bytes32 actual);

    /// @notice Names the contract that mints: the gateway of ETH.
    /// @dev *Caller:* the deployer during set-up. *Reverts:* QueueMinterConnected, QueueMinterUnknown for one without
    /// code.
    function connect(address minter) external;

    /// @notice Opens the queue of a lane, or changes its terms.
    /// @dev *Caller:* the timelock. *Reverts:* QueueTermsInvalid for a deadline of zero, a gas limit beyond the bounds
    /// of the chain, and what does not fit: a price of 1,099 gwei, a deadline of 194 days.
    function setTerms(Lane lane, LaneTerms calldata terms) external;

    /// @notice Changes the price of gas of a lane.
    /// @dev *Caller:* an operator. *Reverts:* QueueLaneUnknown, QueueTermsInvalid when it is more than the price
    /// that the timelock has set last and more than one gwei.
    function setGasPrice(Lane lane, uint64 gasPrice) external;

    /// @notice Queues a transaction of the caller's own, paid for with the wei sent along; the rest comes back.
    /// @return place Its place in the lane's queue, from 0.
    /// @dev *Caller:* anyone. *Reverts:* QueueLaneUnknown, QueueGasOutOfRange, QueueDataTooLong, QueueFeeTooLow,
    /// QueueRefundFailed. *Source:* QUEUE-5 to QUEUE-8.
    function enqueue(Lane lane, Request calldata request) external payable returns (uint64 place);

    /// @notice Queues a transaction that mints what it carries. The caller answers for the fee: it has taken it and
    /// owes it from now on.
    /// @param sender Who sends it, on L1; its alias on L2 when it is a contract.
    /// @return place Its place in the lane's queue, from 0.
    /// @return fee What the caller owes for it, wei.
    /// @dev *Caller:* the gateway of ETH. *Reverts:* as enqueue; QueueMinterUnknown. *Source:* QUEUE-6, QUEUE-7.
    function enqueueMint(
        Lane lane,
        address sender,
        Request calldata request
    ) external returns (uint64 place, uint256 fee);

    /// @notice Takes the fees that the gateway of ETH owes, all of them.
    /// @dev *Caller:* the gateway of ETH. *Reverts:* QueueMinterUnknown; QueueDueMismatch for another sum. *Source:*
    /// QUEUE-7.
    function payDue(Lane lane) external payable;

    /// @notice Pays out the fees taken so far.
    /// @dev *Caller:* an operator. *Reverts:* QueueRefundFailed.
    function takeFees(address to) external;

    /// @notice Terms of a lane; a deadline of zero when its queue is not open.
    function termsOf(Lane lane) external view returns (LaneTerms memory);

    /// @notice Items of a lane so far.
    function length(Lane lane) external view returns (uint64);

    /// @notice Gas limits of all items of a lane so far, summed.
    function totalGas(Lane lane) external view returns (uint64);

    /// @notice The rolling hash before the item at a place, or at the end.
    /// @dev *Reverts:* QueuePlaceUnknown. *Source:* QUEUE-3.
    function rollingHash(Lane lane, uint64 place) external view returns (bytes32);

    /// @notice wei that a gas limit costs on a lane now.
    function feeFor(Lane lane, uint64 gasLimit) external view returns (uint256);

    /// @notice Fees that the gateway of ETH has taken and not paid yet, wei.
    function dueOf(Lane lane) external view returns (uint256);

    /// @notice Where an item would come now, and what it would cost.
    /// @return place Its place in the lane's queue, from 0.
    /// @return fee wei
    function quote(Lane lane, uint64 gasLimit) external view returns (uint64 place, uint256 fee);

    /// @notice Checks that `item` is the one at a place.
    /// @dev *Reverts:* QueuePlaceUnknown, QueueItemMismatch. *Source:* QUEUE-2, QUEUE-3.
    function checkItem(Lane lane, uint64 place, QueueItem calldata item) external view;

    /// @notice Checks that `next` is the item at a cursor.
    /// @param next The item at the cursor; ignored when the cursor is the end.
    /// @return isEnd Whether no item is left there.
    /// @return deadline Seconds after which an item of the lane is due.
    /// @dev *Reverts:* QueuePlaceUnknown, QueueItemMismatch. *Source:* QUEUE-11.
    function checkNext(
        Lane lane,
        uint64 cursor,
        QueueItem calldata next
    ) external view returns (bool isEnd, uint32 deadline);

    /// @notice Checks that hash and gas are those of the queue at a cursor, and that the item shown is the one there.
    /// @return isEnd Whether no item is left there.
    /// @return deadline Seconds after which an item of the lane is due.
    /// @dev *Reverts:* QueuePlaceUnknown, QueueHashMismatch, QueueGasMismatch, QueueItemMismatch. *Source:* QUEUE-9,
    /// QUEUE-11.
    function checkSpan(Lane lane, Span calldata span) external view returns (bool isEnd, uint32 deadline);
}
