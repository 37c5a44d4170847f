// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenTransfers} from "./TokenTransfers.sol";

/// @notice What agents do to units: create, destroy, move. Source: TOKEN-9 to TOKEN-12.
abstract contract TokenSupply is TokenTransfers {
    /// @inheritdoc IERC3643
    function mint(address to, uint256 amount) external onlyMinter {
        _agentMint(to, amount);
    }

    /// @inheritdoc IERC3643
    function batchMint(address[] calldata receivers, uint256[] calldata amounts) external onlyMinter {
        _checkLength(receivers.length, amounts.length);
        for (uint256 i; i < receivers.length; ++i) _agentMint(receivers[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function burn(address holder, uint256 amount) external onlyBurner {
        _agentBurn(holder, amount);
    }

    /// @inheritdoc IERC3643
    function batchBurn(address[] calldata holders, uint256[] calldata amounts) external onlyBurner {
        _checkLength(holders.length, amounts.length);
        for (uint256 i; i < holders.length; ++i) _agentBurn(holders[i], amounts[i]);
    }

    /// @inheritdoc IRwaToken
    function forcedTransfer(address from, address to, uint256 amount) external onlyForcer returns (bool) {
        _forcedTransfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC3643
    function batchForcedTransfer(
        address[] calldata senders,
        address[] calldata receivers,
        uint256[] calldata amounts
    ) external onlyForcer {
        _checkLength(senders.length, receivers.length);
        _checkLength(senders.length, amounts.length);
        for (uint256 i; i < senders.length; ++i) _forcedTransfer(senders[i], receivers[i], amounts[i]);
    }

    function _agentMint(address to, uint256 amount) private {
        _checkReceiver(to);
        uint256 limit = type(uint208).max - totalSupply();
        if (amount > limit) revert TokenSupplyTooLarge(limit, amount);
        if (!_complies(address(0), to, amount)) revert ERC7943CannotTransfer(address(0), to, amount);

        _mint(to, amount);
        compliance().created(to, amount);
    }

    function _agentBurn(address holder, uint256 amount) private {
        _checkBalance(holder, amount);
        _unfreezeFor(holder, amount);
        _burn(holder, amount);
        compliance().destroyed(holder, amount);
    }

    /// @dev To itself it would only unfreeze, and so would any forced transfer by an agent who may not.
    function _forcedTransfer(address from, address to, uint256 amount) private {
        if (from == to) revert TokenSelfTransfer(from);
        _checkBalance(from, amount);
        if (_restrictions().disablePartialFreeze) {
            uint256 unfrozen = _unfrozenOf(from);
            if (amount > unfrozen) revert ERC7943InsufficientUnfrozenBalance(from, amount, unfrozen);
        }
        _checkReceiver(to);

        _unfreezeFor(from, amount);
        _transfer(from, to, amount);
        emit ForcedTransfer(from, to, amount);
        compliance().transferred(from, to, amount);
    }

    function _checkBalance(address holder, uint256 amount) private view {
        uint256 balance = balanceOf(holder);
        if (amount > balance) revert ERC20InsufficientBalance(holder, balance, amount);
    }
}
