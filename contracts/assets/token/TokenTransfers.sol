// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {TokenFreezes} from "./TokenFreezes.sol";

/// @notice Transfers by holders, and whether they would succeed. Source: TOKEN-7, TOKEN-8, TOKEN-13, TOKEN-14.
abstract contract TokenTransfers is TokenFreezes {
    /// @inheritdoc IERC3643
    function batchTransfer(address[] calldata receivers, uint256[] calldata amounts) external {
        _checkLength(receivers.length, amounts.length);
        for (uint256 i; i < receivers.length; ++i) _holderTransfer(_msgSender(), receivers[i], amounts[i]);
    }

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        return
            !paused() &&
            amount <= _unfrozenOf(from) &&
            canSend(from) &&
            canReceive(to) &&
            compliance().getTokenBound() == address(this) &&
            _complies(from, to, amount);
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) public override(ERC20Upgradeable, IERC20) returns (bool) {
        _holderTransfer(_msgSender(), to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(
        address from,
        address to,
        uint256 amount
    ) public override(ERC20Upgradeable, IERC20) returns (bool) {
        _spendAllowance(from, _msgSender(), amount);
        _holderTransfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC7943Fungible
    function canSend(address account) public view returns (bool) {
        return _isWalletOpen(account) && identityRegistry().isVerified(account);
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address account) public view returns (bool) {
        return account != address(0) && _isWalletOpen(account) && identityRegistry().isVerified(account);
    }

    /// @notice Zero as soon as either wallet was lost: recovery takes all allowances away.
    /// @inheritdoc IERC20
    function allowance(
        address holder,
        address spender
    ) public view override(ERC20Upgradeable, IERC20) returns (uint256) {
        if (recoveredTo(holder) != address(0) || recoveredTo(spender) != address(0)) return 0;
        return super.allowance(holder, spender);
    }

    /// @dev Neither a lost wallet's holder nor its permit may give new allowances. Spending, the only silent case, is
    /// left to the transfer's own checks.
    function _approve(address holder, address spender, uint256 value, bool emitEvent) internal override {
        address successor = recoveredTo(holder);
        if (emitEvent && successor != address(0)) revert TokenWalletRecovered(holder, successor);
        super._approve(holder, spender, value, emitEvent);
    }

    /// @dev A receiver of any kind, by transfer, mint, force or recovery.
    function _checkReceiver(address to) internal view {
        if (to == address(0)) revert ERC20InvalidReceiver(to);
        _checkWallet(to);
        if (!identityRegistry().isVerified(to)) revert ERC7943CannotReceive(to);
    }

    /// @dev A compliance that fails to answer refuses.
    function _complies(address from, address to, uint256 amount) internal view returns (bool) {
        try compliance().canTransfer(from, to, amount) returns (bool allowed) {
            return allowed;
        } catch {
            return false;
        }
    }

    function _holderTransfer(address from, address to, uint256 amount) private whenNotPaused {
        _checkWallet(from);
        uint256 balance = balanceOf(from);
        if (amount > balance) revert ERC20InsufficientBalance(from, balance, amount);
        uint256 unfrozen = _unfrozenOf(from);
        if (amount > unfrozen) revert ERC7943InsufficientUnfrozenBalance(from, amount, unfrozen);
        if (!identityRegistry().isVerified(from)) revert ERC7943CannotSend(from);
        _checkReceiver(to);
        if (!_complies(from, to, amount)) revert ERC7943CannotTransfer(from, to, amount);

        _transfer(from, to, amount);
        compliance().transferred(from, to, amount);
    }
}
