// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";

/// @notice Bytes that pages commit to, in memory.
/// @param base Address of page 0; pages that are not shown are anything.
/// @param hashes Address of the pages' hashes.
/// @param size How many bytes they are.
struct OpenPages {
    uint256 base;
    uint256 hashes;
    uint256 size;
}

/// @notice Reads pages from a witness's tape, appends to them, and makes them of bytes. Source: spec/dispute.md,
/// DISPUTE-20.
library PageBytes {
    using WitnessTape for Tape;

    /// @notice The pages are not as many as the size asks for.
    error PageBytesCountInvalid(uint256 expected, uint256 actual);
    /// @notice A page is needed that the witness does not show.
    error PageBytesNotShown(uint256 page);

    /// @notice Reads an opening.
    /// @param size Bytes that the pages commit to.
    /// @param needed Bit i: page i must be shown.
    /// @return opened With room for a page more than there are, and its hash.
    function open(
        Tape memory tape,
        bytes32 pages,
        uint256 size,
        uint256 needed
    ) internal pure returns (OpenPages memory opened) {
        Pages.Opening memory opening = Pages.head(tape.position);
        uint256 expected = _countOf(size);
        if (opening.count != expected) revert PageBytesCountInvalid(expected, opening.count);
        opened = _room(expected, size);
        Pages.lay(opening, opened.base, opened.hashes, pages);
        // What was laid from beyond the tape's end is refused here.
        tape.skip(opening.next - tape.position);
        uint256 lacking = needed & ~opening.shown;
        if (lacking != 0) revert PageBytesNotShown(Pages.lowest(lacking));
    }

    /// @notice The pages that must be shown so that bytes can be appended: the last, when it is not full.
    function tailOf(uint256 size) internal pure returns (uint256) {
        return size % Pages.SIZE == 0 ? 0 : 1 << (size / Pages.SIZE);
    }

    /// @notice What pages commit to with at most 1,024 bytes more, behind those that there are.
    function append(OpenPages memory opened, bytes memory more) internal pure returns (bytes32) {
        (uint256 base, uint256 size) = (opened.base, opened.size);
        uint256 count = _countOf(size);
        assembly ("memory-safe") {
            // The page behind the last begins as zeros.
            calldatacopy(add(base, shl(10, count)), calldatasize(), 1024)
            mcopy(add(base, size), add(more, 32), mload(more))
        }
        if (more.length != 0) Pages.rehash(base, opened.hashes, Pages.span(size, more.length));
        return Pages.commitment(opened.hashes, _countOf(size + more.length));
    }

    /// @notice What the pages of bytes, at most 131,072, commit to.
    function commit(bytes memory content) internal pure returns (bytes32) {
        uint256 count = _countOf(content.length);
        // The last page and the hashes lie apart.
        OpenPages memory opened = _room(count, content.length);
        uint256 base = opened.base;
        assembly ("memory-safe") {
            // With zeros up to the last page's end.
            calldatacopy(add(base, mload(content)), calldatasize(), 1024)
            mcopy(base, add(content, 32), mload(content))
        }
        if (count != 0) Pages.rehash(base, opened.hashes, type(uint256).max >> (256 - count));
        return Pages.commitment(opened.hashes, count);
    }

    /// @dev Memory for pages and one more.
    function _room(uint256 count, uint256 size) private pure returns (OpenPages memory opened) {
        uint256 hashes;
        uint256 base;
        assembly ("memory-safe") {
            // Hashes, then pages.
            hashes := mload(0x40)
            base := add(hashes, shl(5, add(count, 1)))
            mstore(0x40, add(base, shl(10, add(count, 1))))
        }
        return OpenPages(base, hashes, size);
    }

    function _countOf(uint256 size) private pure returns (uint256) {
        return (size + Pages.SIZE - 1) / Pages.SIZE;
    }
}
