// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Chains of words: stacks and lists. Source: spec/dispute.md, DISPUTE-23 and DISPUTE-24.
library WordChain {
    /// @notice The chain with words behind it.
    /// @param below The chain before; zero when empty.
    /// @param words Address of the words, the one next to `below` first.
    function extend(bytes32 below, uint256 words, uint256 count) internal pure returns (bytes32 chain) {
        assembly ("memory-safe") {
            chain := below
            for {
                let end := add(words, shl(5, count))
            } lt(words, end) {
                words := add(words, 32)
            } {
                // Both words in scratch space.
                mstore(0, chain)
                mstore(32, mload(words))
                chain := keccak256(0, 64)
            }
        }
    }

    /// @notice The chain with one word behind it.
    function append(bytes32 below, uint256 word) internal pure returns (bytes32 chain) {
        assembly ("memory-safe") {
            // Both words in scratch space.
            mstore(0, below)
            mstore(32, word)
            chain := keccak256(0, 64)
        }
    }
}
