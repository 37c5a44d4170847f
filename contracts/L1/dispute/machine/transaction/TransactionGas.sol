// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Decoded} from "./Decoded.sol";

/// @notice What a transaction costs before it runs, and costs at least. Source: EIP-2028, EIP-2930, EIP-3860, EIP-7623,
/// EIP-7702; the same in TypeScript: packages/executor/src/vm/machine/gasOf.ts.
library TransactionGas {
    uint256 private constant _BASE = 21000;
    /// @dev Of a token, of which a byte that is zero is one and any other four.
    uint256 private constant _TOKEN = 4;
    uint256 private constant _FLOOR_TOKEN = 10;
    uint256 private constant _ADDRESS = 2400;
    uint256 private constant _KEY = 1900;
    uint256 private constant _AUTHORIZATION = 25000;
    uint256 private constant _CREATION = 32000;
    uint256 private constant _INIT_CODE_WORD = 2;

    /// @notice What a transaction costs.
    /// @param data Address of the data's first byte.
    /// @return intrinsic Gas paid before the first instruction.
    /// @return floor The least that is used.
    function costOf(Decoded memory decoded, uint256 data) internal pure returns (uint256 intrinsic, uint256 floor) {
        uint256 size = decoded.dataSize;
        uint256 tokens = size + 3 * _nonzero(data, size);
        floor = _BASE + _FLOOR_TOKEN * tokens;
        intrinsic = _BASE + _TOKEN * tokens + _ADDRESS * decoded.addresses + _KEY * decoded.keys;
        intrinsic += _AUTHORIZATION * decoded.authorizations;
        if (decoded.creation != 0) intrinsic += _CREATION + _INIT_CODE_WORD * ((size + 31) / 32);
    }

    /// @notice How many authorizations a gas limit can cover beside the access list.
    function mostAuthorizations(Decoded memory decoded, uint256 gasLimit) internal pure returns (uint256) {
        uint256 others = _BASE + _ADDRESS * decoded.addresses + _KEY * decoded.keys;
        return others > gasLimit ? 0 : (gasLimit - others) / _AUTHORIZATION;
    }

    /// @dev How many bytes are not zero, a word at a time.
    function _nonzero(uint256 start, uint256 size) private pure returns (uint256 count) {
        assembly ("memory-safe") {
            let low := 0x7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f
            let ones := 0x0101010101010101010101010101010101010101010101010101010101010101
            let end := add(start, size)
            for {} lt(start, end) {
                start := add(start, 32)
            } {
                let word := mload(start)
                let left := sub(end, start)
                // Of the last word only what belongs to the bytes, at its end.
                if lt(left, 32) {
                    word := shr(shl(3, sub(32, left)), word)
                }
                // A byte's highest bit: set in it, or carried into by its other bits.
                let bits := and(shr(7, or(add(and(word, low), low), word)), ones)
                // The product's highest byte is the sum of all, 32 at most.
                count := add(count, shr(248, mul(bits, ones)))
            }
        }
    }
}
