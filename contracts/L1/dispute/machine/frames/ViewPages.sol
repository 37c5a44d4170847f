// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Pages} from "../Pages.sol";
import {Tape, WitnessTape} from "../WitnessTape.sol";
import {Room} from "./Room.sol";

/// @notice Bytes of pages, shown by an opening on a tape in which every page of theirs is whole. Of no bytes there is
/// no
/// opening. Source: spec/dispute.md, DISPUTE-20 and DISPUTE-21.
library ViewPages {
    using WitnessTape for Tape;

    /// @notice A page that is read is not shown.
    error ViewPagesPageNotShown(uint256 page);

    /// @notice Reads bytes; they end within what one may have pages of.
    /// @return place Address of the first one, to which 32 bytes of no meaning follow behind the last one.
    function read(bytes32 pages, uint256 offset, uint256 size, Tape memory tape) internal pure returns (uint256 place) {
        if (size == 0) return Room.take(32);
        Pages.Opening memory opening = Pages.head(tape.position);
        uint256 lacking = Pages.span(offset, size) & ~opening.shown;
        if (lacking != 0) revert ViewPagesPageNotShown(Pages.lowest(lacking));
        uint256 hashes = Room.take(32 * opening.count);
        uint256 base = Room.take(Pages.SIZE * opening.count + 32);
        Pages.lay(opening, base, hashes, pages);
        tape.skip(opening.next - tape.position);
        return base + offset;
    }

    /// @notice What bytes in memory commit to as pages.
    /// @param place Address of the first one; behind the last one the page's rest is cleared, for which there must be
    /// room.
    function commit(uint256 place, uint256 size) internal pure returns (bytes32) {
        uint256 count = (size + Pages.SIZE - 1) / Pages.SIZE;
        Room.clear(place + size, Pages.SIZE * count - size);
        uint256 hashes = Room.take(32 * count);
        Pages.rehash(place, hashes, count == 0 ? 0 : Pages.span(0, size));
        return Pages.commitment(hashes, count);
    }
}
