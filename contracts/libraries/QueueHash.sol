// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {QueueItem} from "../types/QueueItem.sol";

/// @notice Hashes of the queue. Source: spec/queue.md, QUEUE-2 and QUEUE-3; vectors: spec/vectors/queue.json; the same
/// in TypeScript: packages/protocol/src/queue.
library QueueHash {
    /// @dev Bytes of an item, encoded: nine words, none of them dynamic.
    uint256 private constant _ITEM_SIZE = 288;

    /// @notice The item hash.
    function hashOf(QueueItem memory item) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // A struct of nine words lies in memory as abi.encode writes it.
            value := keccak256(item, _ITEM_SIZE)
        }
    }

    /// @notice The item hash of an item in calldata. A word that is no value of its type has a hash that no item has.
    function hashOfCalldata(QueueItem calldata item) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Behind what is allocated; nobody reads it again.
            let free := mload(0x40)
            calldatacopy(free, item, _ITEM_SIZE)
            value := keccak256(free, _ITEM_SIZE)
        }
    }

    /// @notice The rolling hash behind an item.
    function chained(bytes32 before, bytes32 itemHash) internal pure returns (bytes32 value) {
        assembly ("memory-safe") {
            // Scratch space.
            mstore(0x00, before)
            mstore(0x20, itemHash)
            value := keccak256(0x00, 0x40)
        }
    }
}
