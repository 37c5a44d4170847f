// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice An exchange of two tokens by constant product, three thousandths of what comes in kept as the fee.
contract Pair {
    using SafeERC20 for IERC20;

    /// @notice Emitted when someone swapped.
    event Swapped(address indexed trader, bool indexed isFirstIn, uint256 amountIn, uint256 amountOut);

    error PairOutputTooSmall(uint256 expected, uint256 actual);

    IERC20 private immutable _first;
    IERC20 private immutable _second;
    uint128 private _firstReserve;
    uint128 private _secondReserve;

    constructor(IERC20 first, IERC20 second) {
        _first = first;
        _second = second;
    }

    /// @notice Takes the balances as the reserves.
    function sync() external {
        _firstReserve = uint128(_first.balanceOf(address(this)));
        _secondReserve = uint128(_second.balanceOf(address(this)));
    }

    /// @notice Swaps an amount of one token for the other.
    function swap(bool isFirstIn, uint256 amountIn, uint256 leastOut) external returns (uint256 amountOut) {
        (uint256 reserveIn, uint256 reserveOut) = isFirstIn
            ? (_firstReserve, _secondReserve)
            : (_secondReserve, _firstReserve);
        uint256 credited = amountIn * 997;
        amountOut = (credited * reserveOut) / (reserveIn * 1000 + credited);
        if (amountOut < leastOut) revert PairOutputTooSmall(leastOut, amountOut);

        (uint256 newIn, uint256 newOut) = (reserveIn + amountIn, reserveOut - amountOut);
        (_firstReserve, _secondReserve) = isFirstIn
            ? (uint128(newIn), uint128(newOut))
            : (uint128(newOut), uint128(newIn));
        emit Swapped(msg.sender, isFirstIn, amountIn, amountOut);
        (IERC20 tokenIn, IERC20 tokenOut) = isFirstIn ? (_first, _second) : (_second, _first);
        tokenIn.safeTransferFrom(msg.sender, address(this), amountIn);
        tokenOut.safeTransfer(msg.sender, amountOut);
    }
}
