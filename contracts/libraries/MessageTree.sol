// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Message} from "../types/Message.sol";

/// @notice The append-only tree of messages to L1, 40 levels high. Source: spec/bridge.md, BRIDGE-1 to BRIDGE-3;
/// vectors: spec/vectors/message-tree.json; the same in TypeScript: packages/protocol/src/messages.
library MessageTree {
    /// @notice Levels of inner nodes: 2^40 messages.
    uint256 internal constant LEVELS = 40;
    /// @notice Messages at most.
    uint256 internal constant CAPACITY = 1 << LEVELS;

    /// @notice The leaf of a message. Source: BRIDGE-1.
    function leafOf(Message memory message) internal pure returns (bytes32) {
        return _hashLeaf(
            keccak256(
                abi.encode(
                    message.lane,
                    message.place,
                    message.sender,
                    message.target,
                    message.gasLimit,
                    keccak256(message.data)
                )
            )
        );
    }

    /// @notice The root that a leaf at a place gives with its siblings, the lowest first.
    /// @param place Below 2^40: whoever takes it from a message compares it with a count that is.
    function rootOf(
        bytes32 leaf,
        uint64 place,
        bytes32[LEVELS] calldata siblings
    ) internal pure returns (bytes32 root) {
        root = leaf;
        for (uint256 level = 0; level < LEVELS; ++level) {
            bool isRight = (place >> level) & 1 == 1;
            root = isRight ? nodeOf(siblings[level], root) : nodeOf(root, siblings[level]);
        }
    }

    /// @notice The root of the tree without messages.
    function emptyRoot() internal pure returns (bytes32 root) {
        for (uint256 level = 0; level < LEVELS; ++level) root = nodeOf(root, root);
    }

    /// @notice Appends a leaf.
    /// @param branch The left siblings of the next leaf's path.
    /// @param count Leaves so far, below the capacity.
    /// @return root The root after it.
    function append(
        bytes32[LEVELS] storage branch,
        uint256 count,
        bytes32 leaf
    ) internal returns (bytes32 root) {
        root = leaf;
        bytes32 empty;
        bool isKept;
        for (uint256 level = 0; level < LEVELS; ++level) {
            if ((count >> level) & 1 == 1) {
                root = nodeOf(branch[level], root);
            } else {
                // The lowest level at which the path turns left keeps the node for the leaves to come.
                if (!isKept) branch[level] = root;
                isKept = true;
                root = nodeOf(root, empty);
            }
            empty = nodeOf(empty, empty);
        }
    }

    /// @notice An inner node: keccak256(0x01 ‖ left ‖ right).
    function nodeOf(bytes32 left, bytes32 right) internal pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // Above the free memory pointer, which is not advanced.
            let start := mload(0x40)
            // The byte 0x01 that tells an inner node.
            mstore8(start, 0x01)
            // Left behind it.
            mstore(add(start, 0x01), left)
            // Right behind left.
            mstore(add(start, 0x21), right)
            // All 65 bytes.
            hash := keccak256(start, 0x41)
        }
    }

    /// @dev keccak256(0x00 ‖ hash).
    function _hashLeaf(bytes32 inner) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            // Scratch space: the byte 0x00 that tells a leaf.
            mstore8(0x00, 0x00)
            // The hash of the message behind it.
            mstore(0x01, inner)
            // All 33 bytes.
            hash := keccak256(0x00, 0x21)
        }
    }
}
