// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Decoded} from "./Decoded.sol";
import {RlpScan} from "./RlpScan.sol";
import {TransactionReader} from "./TransactionReader.sol";

/// @notice Who signed. Source: spec/blocks.md, BLOCK-8, BLOCK-9, BLOCK-11; spec/signatures.md, SIG-1.
/// @dev The compiler's `ecrecover` reverts when the precompile runs out of gas, so that a signer is missing only where
/// none can be recovered: no reserve is asked for (IStepFamily).
library TransactionSigner {
    /// @dev The byte EIP-7702 puts before what an authority signs.
    uint256 private constant _MAGIC = 0x05;

    /// @notice The signer of a transaction; zero when none is recovered.
    /// @param base Address of the transaction's first byte, with 64 bytes before and behind it that nobody needs; what
    /// was signed is put together in its place, and the transaction is gone.
    function signerOf(Decoded memory decoded, uint256 base, uint256 chainId) internal pure returns (uint256) {
        uint256 start = base + decoded.signedOffset;
        uint256 size = decoded.signedSize;
        if (decoded.kind == TransactionReader.LEGACY) size += _protect(start + size, chainId);
        uint256 kind = decoded.kind;
        return recover(_hash(start, size, kind), decoded.parity, decoded.r, decoded.s);
    }

    /// @notice The signer of an authorization; zero when none is recovered.
    /// @param start Address of its first item; what is before it is overwritten.
    /// @param size Bytes of chain id, address and nonce.
    function authorityOf(
        uint256 start,
        uint256 size,
        uint256 parity,
        uint256 r,
        uint256 s
    ) internal pure returns (uint256) {
        return recover(_hash(start, size, _MAGIC), parity, r, s);
    }

    function recover(bytes32 digest, uint256 parity, uint256 r, uint256 s) internal pure returns (uint256) {
        return uint160(ecrecover(digest, uint8(27 + parity), bytes32(r), bytes32(s)));
    }

    /// @dev keccak256 of a byte, unless it is zero, a list's header and the items at `start`.
    function _hash(uint256 start, uint256 size, uint256 kind) private pure returns (bytes32 digest) {
        uint256 from = RlpScan.putListHeader(start, size);
        uint256 end = start + size;
        if (kind != 0) --from;
        assembly ("memory-safe") {
            if kind {
                mstore8(from, kind)
            }
            digest := keccak256(from, sub(end, from))
        }
    }

    /// @dev EIP-155: chain id, 0 and 0 behind the items. @return size Their bytes.
    function _protect(uint256 end, uint256 chainId) private pure returns (uint256 size) {
        uint256 digits = 0;
        for (uint256 rest = chainId; rest != 0; rest >>= 8) ++digits;
        bool hasHeader = digits != 1 || chainId >= 0x80;
        size = (hasHeader ? 1 : 0) + digits;
        assembly ("memory-safe") {
            mstore8(end, add(0x80, digits))
            // The digits stand at a word's beginning.
            let shift := sub(256, shl(3, digits))
            mstore(add(end, hasHeader), shl(shift, chainId))
            mstore8(add(end, size), 0x80)
            mstore8(add(add(end, size), 1), 0x80)
        }
        size += 2;
    }
}
