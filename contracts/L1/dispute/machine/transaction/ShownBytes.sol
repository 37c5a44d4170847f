// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";

/// @notice Bytes that pages commit to, read from a witness's tape into memory. Source: spec/dispute.md, DISPUTE-20.
library ShownBytes {
    using WitnessTape for Tape;

    /// @dev Bytes that may be read before the first, and behind the last page.
    uint256 private constant _MARGIN = 64;

    /// @notice A page is needed that the witness does not show.
    error ShownBytesPageNotShown(uint256 page);
    /// @notice The pages are not as many as the size asks for.
    error ShownBytesPagesInvalid(uint256 expected, uint256 actual);

    /// @notice All bytes, which lie on the tape end to end, without the zeros behind them.
    /// @param size Bytes; the tape has as many.
    /// @param pages What they must commit to.
    /// @return base Address of the first; around them 64 bytes more are nobody else's.
    /// @dev Reverts: WitnessTapeCut, PagesMismatch, ShownBytesPagesInvalid.
    function readWhole(Tape memory tape, uint256 size, bytes32 pages) internal pure returns (uint256 base) {
        uint256 count = _countOf(size);
        uint256 position = tape.skip(size);
        uint256 hashes;
        (base, hashes) = _take(count);
        assembly ("memory-safe") {
            // Memory that was used before may hold something: what is behind the bytes is zeros.
            let end := add(base, shl(10, count))
            calldatacopy(add(base, size), calldatasize(), sub(add(end, 64), add(base, size)))
            calldatacopy(base, position, size)
        }
        if (count != 0) Pages.rehash(base, hashes, type(uint256).max >> (256 - count));
        bytes32 actual = Pages.commitment(hashes, count);
        if (actual != pages) revert Pages.PagesMismatch(pages, actual);
    }

    /// @notice Some of the bytes, of which the tape has an opening.
    /// @param size Bytes that the pages are of.
    /// @param offset Of the first that is needed.
    /// @param needed How many are; what is behind the last page is not.
    /// @return base Address of the first of all the bytes; those that are not needed are anything.
    /// @dev Reverts: PagesCountInvalid, PagesMismatch, ShownBytesPagesInvalid, ShownBytesPageNotShown.
    function readSome(
        Tape memory tape,
        bytes32 pages,
        uint256 size,
        uint256 offset,
        uint256 needed
    ) internal pure returns (uint256 base) {
        Pages.Opening memory opening = Pages.head(tape.position);
        uint256 count = _countOf(size);
        if (opening.count != count) revert ShownBytesPagesInvalid(count, opening.count);
        uint256 hashes;
        (base, hashes) = _take(count);
        Pages.lay(opening, base, hashes, pages);
        // What was laid from beyond the tape's end has not the hash, but what is behind it is counted.
        tape.skip(opening.next - tape.position);
        uint256 lacking = Pages.span(offset, needed) & ((1 << count) - 1) & ~opening.shown;
        if (lacking != 0) revert ShownBytesPageNotShown(Pages.lowest(lacking));
    }

    /// @dev Memory for pages and their hashes.
    function _take(uint256 count) private pure returns (uint256 base, uint256 hashes) {
        uint256 room = Pages.SIZE * count + 2 * _MARGIN + 32 * count;
        assembly ("memory-safe") {
            hashes := mload(0x40)
            base := add(add(hashes, shl(5, count)), 64)
            mstore(0x40, add(hashes, room))
        }
    }

    function _countOf(uint256 size) private pure returns (uint256 count) {
        count = (size + Pages.SIZE - 1) / Pages.SIZE;
        if (count > Pages.MOST) revert ShownBytesPagesInvalid(Pages.MOST, count);
    }
}
