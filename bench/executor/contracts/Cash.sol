// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A plain ERC-20 as everyone deploys it; the benchmark sets the balances.
contract Cash is ERC20 {
    constructor(uint256 supply) ERC20("Cash", "CASH") {
        _mint(msg.sender, supply);
    }
}
