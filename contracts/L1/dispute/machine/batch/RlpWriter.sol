// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What stands before a string or a list in RLP, for contents that are too long to be copied twice. Source:
/// Ethereum Yellow Paper, appendix B.
library RlpWriter {
    uint256 internal constant STRING = 0x80;
    uint256 internal constant LIST = 0xc0;

    /// @notice The prefix of so many bytes, fewer than 2^32. Of a string of one byte see `prefixOf`.
    function prefix(uint256 kind, uint256 size) internal pure returns (bytes memory) {
        if (size < 56) return abi.encodePacked(uint8(kind + size));
        if (size < 0x100) return abi.encodePacked(uint8(kind + 56), uint8(size));
        if (size < 0x10000) return abi.encodePacked(uint8(kind + 57), uint16(size));
        if (size < 0x1000000) return abi.encodePacked(uint8(kind + 58), uint24(size));
        return abi.encodePacked(uint8(kind + 59), uint32(size));
    }

    /// @notice The prefix of a string: none of a byte below 0x80, which stands for itself.
    /// @param first Its first byte.
    function prefixOf(uint256 size, bytes1 first) internal pure returns (bytes memory) {
        return size == 1 && uint8(first) < 0x80 ? bytes("") : prefix(STRING, size);
    }
}
