// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The tree of a batch's trace, of which both sides of a dispute see parts. Source: spec/batches.md, BATCH-20;
/// vectors: spec/vectors/trace.json; the same in TypeScript: packages/protocol/src/batches/trace.
library TraceTree {
    /// @notice Levels of inner nodes above so many leaves.
    function heightOf(uint256 leaves) internal pure returns (uint256 height) {
        while (1 << height < leaves) ++height;
    }

    /// @notice The node above nodes of one level, of which there are a power of two.
    function fold(bytes32[] calldata nodes) internal pure returns (bytes32) {
        bytes32[] memory level = nodes;
        for (uint256 width = nodes.length / 2; width > 0; width /= 2) {
            for (uint256 i = 0; i < width; ++i) level[i] = nodeOf(level[2 * i], level[2 * i + 1]);
        }
        return level[0];
    }

    /// @notice The root that a leaf at a place gives with its siblings, the lowest first.
    function rootOf(bytes32 leaf, uint256 place, bytes32[] calldata siblings) internal pure returns (bytes32 root) {
        root = leaf;
        for (uint256 i = 0; i < siblings.length; ++i) {
            root = (place >> i) & 1 == 0 ? nodeOf(root, siblings[i]) : nodeOf(siblings[i], root);
        }
    }

    /// @notice The node above two.
    function nodeOf(bytes32 left, bytes32 right) internal pure returns (bytes32 node) {
        assembly ("memory-safe") {
            // Above the free memory pointer, which is not advanced: byte 0x01, left, right.
            let start := mload(0x40)
            mstore8(start, 0x01)
            mstore(add(start, 0x01), left)
            mstore(add(start, 0x21), right)
            node := keccak256(start, 0x41)
        }
    }
}
