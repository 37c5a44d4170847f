// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @notice A collection that anyone mints from.
contract Deeds is ERC721 {
    uint256 private _next;

    constructor() ERC721("Deeds", "DEED") {}

    /// @notice Mints the next deed.
    function mint(address to) external returns (uint256 id) {
        id = _next++;
        _mint(to, id);
    }
}
