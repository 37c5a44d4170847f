// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";
import {QueueItem} from "../../types/QueueItem.sol";

/// @notice Deposits, messages and forced transactions from L1, in one order for each lane. Source: spec/queue.md.
interface IMessageQueue {
    /// @notice What is to be done on L2.
    /// @param recipient Who is called; ignored when a contract is created.
    /// @param isCreation Whether the data are init code.
    /// @param value wei that the transaction carries; what is minted comes from a gateway.
    /// @param gasLimit Gas on L2.
    /// @param data Call data or init code.
    struct Request {
        address recipient;
        bool isCreation;
        uint256 value;
        uint64 gasLimit;
        bytes data;
    }

    event ItemQueued(Lane indexed lane, uint64 indexed place, address indexed sender, QueueItem item, bytes data);

    error QueueLaneUnknown(Lane lane);
    error QueueGasOutOfRange(uint64 least, uint64 greatest, uint64 actual);
    error QueueDataTooLong(uint256 greatest, uint256 actual);
    error QueueFeeTooLow(uint256 expected, uint256 actual);
    error QueueMinterUnknown(address caller);
    error QueuePlaceUnknown(uint64 length, uint64 place);
    error QueueItemMismatch(bytes32 expected, bytes32 actual);

    /// @notice Queues a transaction of the caller's own, paid for with the wei sent along; the rest comes back.
    /// @return place Its place in the lane's queue, from 0.
    /// @dev *Caller:* anyone. *Reverts:* QueueLaneUnknown, QueueGasOutOfRange, QueueDataTooLong, QueueFeeTooLow.
    /// *Source:* QUEUE-5 to QUEUE-8.
    function enqueue(Lane lane, Request calldata request) external payable returns (uint64 place);

    /// @notice Queues a transaction that mints `mint` wei on L2 for `sender`.
    /// @param sender Who sends it on L2, as it is there.
    /// @dev *Caller:* the gateway of ETH. *Reverts:* as enqueue; QueueMinterUnknown. *Source:* QUEUE-6.
    function enqueueMint(
        Lane lane,
        address sender,
        uint256 mint,
        Request calldata request
    ) external payable returns (uint64 place);

    /// @notice Items of a lane so far.
    function length(Lane lane) external view returns (uint64);

    /// @notice Gas limits of all items of a lane so far, summed.
    function totalGas(Lane lane) external view returns (uint64);

    /// @notice The rolling hash before an item, or at the end. *Source:* QUEUE-3.
    function rollingHash(Lane lane, uint64 place) external view returns (bytes32);

    /// @notice wei that a gas limit costs on a lane now.
    function feeFor(Lane lane, uint64 gasLimit) external view returns (uint256);

    /// @notice Checks that `item` is the one at a place.
    /// @dev *Reverts:* QueuePlaceUnknown, QueueItemMismatch. *Source:* QUEUE-2, QUEUE-3.
    function checkItem(Lane lane, uint64 place, QueueItem calldata item) external view;
}
