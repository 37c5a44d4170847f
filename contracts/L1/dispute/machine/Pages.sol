// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Openings of pages: which are shown, and the hashes of the others. In a witness an opening is
///
/// | size | field |
/// |---|---|
/// | 1 | n: pages that there are, 0 … 128 |
/// | 16 | bit i (value 2^i): page i is shown |
/// | then, of each page in its order | the page whole when it is shown, its hash otherwise |
///
/// so that no page can come twice, or out of its order. Source: spec/dispute.md, DISPUTE-20 and DISPUTE-22.
library Pages {
    /// @notice Bytes of a page.
    uint256 internal constant SIZE = 1024;
    /// @notice Bytes that a page of code has besides: which of its bytes a jump may lead to.
    uint256 internal constant JUMPS = 128;
    /// @notice Pages at most.
    uint256 internal constant MOST = 128;
    /// @notice keccak256 of no bytes: what no pages commit to.
    bytes32 internal constant NONE = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470;
    /// @notice keccak256 of a page of zeros.
    bytes32 internal constant ZERO_PAGE = 0xb5d4d1df10388bbc208778ff02310db98fdaa68efed0b2068a9bef78bd3bfd74;

    /// @notice What an opening says, and where it was laid.
    /// @param next Offset in calldata behind it.
    /// @param count Pages that there are.
    /// @param shown Bit i: page i is shown.
    struct Opening {
        uint256 next;
        uint256 count;
        uint256 shown;
    }

    /// @notice More pages than there may be, or pages that are shown beyond the last.
    error PagesCountInvalid(uint256 most, uint256 actual);
    /// @notice The pages are not those that were committed to.
    error PagesMismatch(bytes32 expected, bytes32 actual);

    /// @notice What pages commit to.
    /// @param hashes Address of their hashes.
    function commitment(uint256 hashes, uint256 count) internal pure returns (bytes32 pages) {
        assembly ("memory-safe") {
            // Hashes end to end.
            pages := keccak256(hashes, shl(5, count))
        }
    }

    /// @notice Reads the head of an opening: `next` is where its first page lies.
    function head(uint256 position) internal pure returns (Opening memory opening) {
        uint256 word;
        assembly ("memory-safe") {
            // A byte and 16 bytes.
            word := calldataload(position)
        }
        opening.next = position + 17;
        opening.count = word >> 248;
        opening.shown = (word >> 120) & type(uint128).max;
        if (opening.count > MOST) revert PagesCountInvalid(MOST, opening.count);
        if (opening.shown >> opening.count != 0) revert PagesCountInvalid(opening.count, 1 + highest(opening.shown));
    }

    /// @notice Lays the pages of an opening into memory: page i at `base` + 1,024 · i, its hash at `hashes` + 32 · i.
    /// @param base Where to; pages that are not shown are left alone.
    /// @param pages What they must commit to.
    /// @dev Reverts with PagesMismatch.
    function lay(Opening memory opening, uint256 base, uint256 hashes, bytes32 pages) internal pure {
        uint256 next = opening.next;
        uint256 shown = opening.shown;
        uint256 count = opening.count;
        assembly ("memory-safe") {
            for {
                let i := 0
            } lt(i, count) {
                i := add(i, 1)
            } {
                // Where the page's hash belongs.
                let slot := add(hashes, shl(5, i))
                switch and(shr(i, shown), 1)
                case 0 {
                    // The hash alone.
                    mstore(slot, calldataload(next))
                    next := add(next, 32)
                }
                default {
                    // The page itself, and its hash.
                    let page := add(base, shl(10, i))
                    calldatacopy(page, next, 1024)
                    mstore(slot, keccak256(page, 1024))
                    next := add(next, 1024)
                }
            }
        }
        opening.next = next;
        bytes32 actual = commitment(hashes, count);
        if (actual != pages) revert PagesMismatch(pages, actual);
    }

    /// @notice Lays pages of code: page i at `base` + 1,024 · i, its part of the jump bitmap at `jumps` + 128 · i.
    /// @param spare Address of 1,152 bytes and of all hashes behind them, which are used.
    /// @dev Reverts with PagesMismatch.
    function layCode(Opening memory opening, uint256 base, uint256 jumps, uint256 spare, bytes32 pages) internal pure {
        uint256 next = opening.next;
        uint256 shown = opening.shown;
        uint256 count = opening.count;
        assembly ("memory-safe") {
            for {
                let i := 0
            } lt(i, count) {
                i := add(i, 1)
            } {
                // The hashes lie behind the page that is being hashed.
                let slot := add(add(spare, 1152), shl(5, i))
                switch and(shr(i, shown), 1)
                case 0 {
                    // The hash alone.
                    mstore(slot, calldataload(next))
                    next := add(next, 32)
                }
                default {
                    // The page and its bitmap are hashed together and laid apart.
                    calldatacopy(spare, next, 1152)
                    mstore(slot, keccak256(spare, 1152))
                    mcopy(add(base, shl(10, i)), spare, 1024)
                    mcopy(add(jumps, shl(7, i)), add(spare, 1024), 128)
                    next := add(next, 1152)
                }
            }
        }
        opening.next = next;
        bytes32 actual = commitment(spare + SIZE + JUMPS, count);
        if (actual != pages) revert PagesMismatch(pages, actual);
    }

    /// @notice Hashes pages again.
    /// @param which Bit i: page i.
    function rehash(uint256 base, uint256 hashes, uint256 which) internal pure {
        assembly ("memory-safe") {
            for {
                let i := 0
            } shr(i, which) {
                i := add(i, 1)
            } {
                if and(shr(i, which), 1) {
                    // The page's new hash in its old one's place.
                    mstore(add(hashes, shl(5, i)), keccak256(add(base, shl(10, i)), 1024))
                }
            }
        }
    }

    /// @notice The pages that bytes lie in: bit i is page i.
    /// @param size Not zero; the bytes end within 256 pages.
    function span(uint256 offset, uint256 size) internal pure returns (uint256 pages) {
        assembly ("memory-safe") {
            // From the first page's bit on, as many ones as there are pages.
            let first := shr(10, offset)
            let last := shr(10, sub(add(offset, size), 1))
            pages := shl(first, sub(shl(add(sub(last, first), 1), 1), 1))
        }
    }

    /// @notice The lowest page of some.
    function lowest(uint256 pages) internal pure returns (uint256) {
        return highest(pages & (~pages + 1));
    }

    /// @notice The highest page of some.
    function highest(uint256 pages) internal pure returns (uint256 bit) {
        assembly ("memory-safe") {
            // 255 less the zeros above.
            bit := sub(255, clz(pages))
        }
    }
}
