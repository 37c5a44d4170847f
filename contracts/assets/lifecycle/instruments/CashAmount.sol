// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @notice Money on chain is kept in millionths of its currency, exact for every ISO 4217 currency; a cash token has
/// decimals of its own. Source: spec/servicing.md, SERV-7.
library CashAmount {
    uint8 private constant DECIMALS = 6;

    /// @notice `millionths` of a currency in the smallest units of its cash token, rounded down.
    /// @param cash Cash token; assumed to be worth one unit of the currency.
    function toCashDown(uint256 millionths, address cash) internal view returns (uint256) {
        uint8 decimals = IERC20Metadata(cash).decimals();
        if (decimals >= DECIMALS) return millionths * 10 ** (decimals - DECIMALS);
        return millionths / 10 ** (DECIMALS - decimals);
    }
}
