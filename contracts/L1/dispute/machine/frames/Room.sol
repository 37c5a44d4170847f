// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Memory for bytes that are more than a word.
library Room {
    /// @notice Takes room, which is not cleared.
    /// @return place Address of its first byte.
    function take(uint256 size) internal pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := mload(0x40)
            // Whole words, so that whatever comes next begins at one.
            mstore(0x40, and(add(add(place, size), 31), not(31)))
        }
    }

    /// @notice Takes room of zeros.
    function takeZeros(uint256 size) internal pure returns (uint256 place) {
        place = take(size);
        clear(place, size);
    }

    /// @notice Makes bytes zeros.
    function clear(uint256 place, uint256 size) internal pure {
        assembly ("memory-safe") {
            // Beyond its end calldata is zeros.
            calldatacopy(place, calldatasize(), size)
        }
    }
}
