// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One item of the queue from L1 to L2, which becomes a deposit transaction. Source: spec/queue.md, QUEUE-1
/// and QUEUE-2.
/// @param sender Who sends it on L2; a contract's alias.
/// @param recipient Who is called; ignored when a contract is created.
/// @param isCreation Whether the data are init code.
/// @param mint wei that come into being on L2, at the sender's account.
/// @param value wei that the transaction carries.
/// @param gasLimit Gas on L2.
/// @param dataHash keccak256 of the data.
/// @param time Unix time at which it was queued, seconds.
/// @param gasBefore Gas limits of all earlier items of the lane, summed.
struct QueueItem {
    address sender;
    address recipient;
    bool isCreation;
    uint256 mint;
    uint256 value;
    uint64 gasLimit;
    bytes32 dataHash;
    uint64 time;
    uint64 gasBefore;
}
