// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @notice Holds the subscription money of one offer and of nothing else. Cloned for every offer; only the contract
/// that opened it can pay out. Source: spec/lifecycle.md, LIFE-32.
contract OfferEscrow {
    using SafeERC20 for IERC20;

    address public controller;
    IERC20 public cash;

    error OfferEscrowInUse(address controller);
    error OfferEscrowNotController(address controller, address caller);

    /// @notice Takes the escrow into use: once, by the contract that cloned it.
    /// @param cash_ Cash token of the offer.
    function open(IERC20 cash_) external {
        if (controller != address(0)) revert OfferEscrowInUse(controller);
        controller = msg.sender;
        cash = cash_;
    }

    /// @notice Pays out. *Caller:* the controller.
    /// @param amount Minor units of the cash token.
    function pay(address to, uint256 amount) external {
        if (msg.sender != controller) revert OfferEscrowNotController(controller, msg.sender);
        cash.safeTransfer(to, amount);
    }
}
