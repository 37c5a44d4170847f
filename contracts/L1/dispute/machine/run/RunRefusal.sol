// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The places of RunLayout are used in assembly, where the linter does not look.
// solhint-disable no-unused-import

import {Pages} from "../Pages.sol";
import {EMPTY, HALTED, HIDDEN} from "./RunLayout.sol";

/// @notice How RunFamily refuses a witness that lacks something that a step needs: nothing is decided then.
library RunRefusal {
    /// @notice More words of the stack are needed than are shown.
    error RunStackNotShown(uint256 needed, uint256 shown);
    error RunCodePageNotShown(uint256 page);
    /// @notice The pages of memory are needed, or one of them.
    error RunMemoryNotOpened();
    error RunMemoryPageNotShown(uint256 page);
    /// @notice Pages of call data or return data are needed, or one of them.
    /// @param view_ Where RunFamily keeps what it knows of the view.
    error RunViewNotOpened(uint256 view_);
    error RunViewPageNotShown(uint256 view_, uint256 page);
    error RunLogsNotOpened();
    error RunTransactionNotShown();

    /// @notice A word that is not among those shown: the frame halts when it has none, otherwise the witness is
    /// refused.
    /// @param needed Words that the instruction takes.
    function missing(uint256 sp, uint256 needed) internal pure returns (uint256, uint256, uint256) {
        uint256 hidden;
        assembly ("memory-safe") {
            hidden := mload(HIDDEN)
        }
        uint256 shown = (sp - EMPTY) / 32;
        if (hidden + shown >= needed) revert RunStackNotShown(needed, shown);
        return (sp, HALTED, 0);
    }

    /// @notice Refuses unless all pages are shown.
    function requireCode(uint256 pages, uint256 shown) internal pure {
        uint256 lacking = pages & ~shown;
        if (lacking != 0) revert RunCodePageNotShown(Pages.lowest(lacking));
    }

    function requireMemory(uint256 pages, uint256 shown) internal pure {
        uint256 lacking = pages & ~shown;
        if (lacking != 0) revert RunMemoryPageNotShown(Pages.lowest(lacking));
    }

    function requireView(uint256 view_, uint256 pages, uint256 shown) internal pure {
        uint256 lacking = pages & ~shown;
        if (lacking != 0) revert RunViewPageNotShown(view_, Pages.lowest(lacking));
    }
}
