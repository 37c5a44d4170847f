// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Cash for tests and demonstrations: six decimals, and anyone may create it.
contract TestCash is ERC20 {
    uint8 private constant DECIMALS = 6;

    constructor() ERC20("Test Cash", "CASH") {}

    /// @notice Creates cash from nothing.
    /// @param to Receiver.
    /// @param amount Base units, 1e-6.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    /// @notice Six, as most stablecoins have.
    function decimals() public pure override returns (uint8) {
        return DECIMALS;
    }
}
