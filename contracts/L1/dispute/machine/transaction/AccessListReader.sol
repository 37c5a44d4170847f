// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RlpScan, Scan} from "./RlpScan.sol";

/// @notice Reads access lists: [[address, [key, …]], …]. A transaction may have thousands of entries, for which RlpScan
/// would take more gas than a step may. Source: EIP-2930; spec/blocks.md, BLOCK-1 to BLOCK-4.
library AccessListReader {
    using RlpScan for Scan;

    /// @notice Reads entries to the end of the list one is in.
    /// @return addresses Entries.
    /// @return keys Of all of them.
    /// @dev 20 bytes have the header 0x94, and 32 bytes 0xa0; the keys are an entry's last item.
    function read(Scan memory scan) internal pure returns (uint256 addresses, uint256 keys) {
        uint256 position = scan.position;
        uint256 limit = scan.limit;
        bool fits = true;
        assembly ("memory-safe") {
            // Where the items of the list at a place begin and end; an end of zero says that there is none.
            function list(place, outer) -> start, end {
                let size := sub(byte(0, mload(place)), 0xc0)
                start := add(place, 1)
                let isList := lt(size, 64)
                if and(isList, gt(size, 55)) {
                    // The length stands in so many bytes, without a zero in front, and is above 55.
                    let digits := sub(size, 55)
                    size := shr(sub(256, shl(3, digits)), mload(start))
                    start := add(start, digits)
                    isList := and(gt(size, 55), gt(shr(shl(3, sub(digits, 1)), size), 0))
                }
                // What begins behind the list around it ends behind it too.
                end := add(start, size)
                end := mul(end, and(isList, iszero(gt(end, outer))))
            }
            for {} and(fits, lt(position, limit)) {} {
                let start, end := list(position, limit)
                fits := and(gt(end, 0), eq(byte(0, mload(start)), 0x94))
                let key, last := list(add(start, 21), end)
                fits := and(fits, eq(last, end))
                if fits {
                    keys := add(keys, div(sub(last, key), 33))
                    for {} lt(key, last) {
                        key := add(key, 33)
                    } {
                        fits := and(fits, eq(byte(0, mload(key)), 0xa0))
                    }
                    fits := and(fits, eq(key, last))
                }
                addresses := add(addresses, 1)
                position := end
            }
        }
        if (!fits) scan.refuse();
        else scan.position = position;
    }
}
