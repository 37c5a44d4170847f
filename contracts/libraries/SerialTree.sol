// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Merkle tree over the serials of an asset, in pages of 512 leaves. Byte rules and vectors:
/// spec/lifecycle.md (SERIAL rules), spec/vectors/serials.json; the same code in TypeScript is
/// packages/protocol/src/serials.
library SerialTree {
    /// @notice Leaves of a full page; a short last page is padded with zero nodes.
    uint256 internal constant PAGE_SIZE = 512;

    /// @notice Root of one page: keccak256(0x00 ‖ serialHash) as leaves, keccak256(0x01 ‖ left ‖ right) above.
    /// @param serials 1 to 512 serial hashes.
    function pageRoot(bytes32[] calldata serials) internal pure returns (bytes32) {
        bytes32[] memory nodes = new bytes32[](PAGE_SIZE);
        for (uint256 i = 0; i < serials.length; ++i) {
            nodes[i] = _leaf(serials[i]);
        }
        return _reduce(nodes, PAGE_SIZE);
    }

    /// @notice Root over page roots, padded with zero to the next power of two; zero for no page.
    function rootOf(bytes32[] memory pageRoots) internal pure returns (bytes32) {
        if (pageRoots.length == 0) return bytes32(0);
        uint256 width = 1;
        while (width < pageRoots.length) width *= 2;
        bytes32[] memory nodes = new bytes32[](width);
        for (uint256 i = 0; i < pageRoots.length; ++i) {
            nodes[i] = pageRoots[i];
        }
        return _reduce(nodes, width);
    }

    /// @dev Halves the level until one node is left; works in place, so memory stays one page long (the chain bounds a
    /// frame's memory to 128 KB).
    function _reduce(bytes32[] memory nodes, uint256 width) private pure returns (bytes32) {
        while (width > 1) {
            width /= 2;
            for (uint256 i = 0; i < width; ++i) {
                nodes[i] = _inner(nodes[2 * i], nodes[2 * i + 1]);
            }
        }
        return nodes[0];
    }

    function _leaf(bytes32 serial) private pure returns (bytes32 node) {
        assembly ("memory-safe") {
            // Scratch space: byte 0x00, then the serial hash.
            mstore8(0x00, 0x00)
            mstore(0x01, serial)
            node := keccak256(0x00, 0x21)
        }
    }

    function _inner(bytes32 left, bytes32 right) private pure returns (bytes32 node) {
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
