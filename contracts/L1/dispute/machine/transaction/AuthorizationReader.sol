// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RlpScan, Scan} from "./RlpScan.sol";

/// @notice An authorization (EIP-7702).
/// @param start Address in memory of chain id, address and nonce, which are signed; their bytes are `size`.
/// @param size Bytes.
/// @param chainId Zero for any chain.
/// @param target Account that is delegated to; zero ends a delegation.
/// @param nonce Of the authority.
/// @param parity 0 … 255.
/// @param r Of the signature; so s.
struct Authorization {
    uint256 start;
    uint256 size;
    uint256 chainId;
    uint256 target;
    uint256 nonce;
    uint256 parity;
    uint256 r;
    uint256 s;
}

/// @notice Reads authorizations. Source: EIP-7702; spec/blocks.md, BLOCK-11.
library AuthorizationReader {
    using RlpScan for Scan;

    /// @notice Reads the next item; it is refused when it is none.
    function read(Scan memory scan) internal pure returns (Authorization memory authorization) {
        uint256 outer = scan.enter();
        authorization.start = scan.position;
        authorization.chainId = scan.readInteger(32);
        authorization.target = scan.readAddress();
        authorization.nonce = scan.readInteger(8);
        authorization.size = scan.position - authorization.start;
        authorization.parity = scan.readInteger(1);
        authorization.r = scan.readInteger(32);
        authorization.s = scan.readInteger(32);
        scan.leave(outer);
    }
}
