// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Signatures of 65 bytes, r ‖ s ‖ v, one after another. Source: spec/rollup.md, ROLLUP-34.
library PackedSignature {
    /// @notice Bytes of a signature.
    uint256 internal constant SIZE = 65;

    /// @dev Half the order of secp256k1: each signature has a twin with an s above it.
    uint256 private constant _GREATEST_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice Who signed `message` by the signature at a place; the zero address when it is none in canonical form:
    /// low s,
    /// v 27 or 28.
    /// @param place Its place among `signatures`, which the caller has found to be so many.
    function signerAt(
        bytes calldata signatures,
        uint256 place,
        bytes32 message
    ) internal view returns (address signer) {
        assembly ("memory-safe") {
            let at := add(signatures.offset, mul(place, SIZE))
            let s := calldataload(add(at, 32))
            let v := byte(0, calldataload(add(at, 64)))
            if and(iszero(gt(s, _GREATEST_S)), or(eq(v, 27), eq(v, 28))) {
                // Behind the free memory pointer, which stays where it is: nothing here is kept.
                let input := mload(0x40)
                mstore(input, message)
                mstore(add(input, 32), v)
                mstore(add(input, 64), calldataload(at))
                mstore(add(input, 96), s)
                // The scratch space stays zero when ecrecover answers nothing, or has too little gas.
                mstore(0, 0)
                pop(staticcall(gas(), 1, input, 128, 0, 32))
                signer := mload(0)
            }
        }
    }
}
