// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3009} from "../../interfaces/IERC3009.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {Party} from "../identity/Party.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenDelegation} from "./TokenDelegation.sol";
import {TokenTransfers} from "./TokenTransfers.sol";

/// @notice The permissioned token of a real-world asset. Source: spec/token.md.
/// @dev Here is the daily work; the views are in {TokenViews}, all else is run in {RwaTokenExtension} through
/// {TokenDelegation}.
contract RwaToken is TokenDelegation {
    /// @inheritdoc IERC3643
    function batchTransfer(address[] calldata receivers, uint256[] calldata amounts) external {
        _checkLength(receivers.length, amounts.length);
        Party memory sender;
        for (uint256 i; i < receivers.length; ++i) {
            sender = _holderTransfer(_msgSender(), receivers[i], amounts[i], sender);
        }
    }

    /// @inheritdoc IERC3643
    function mint(address to, uint256 amount) external onlyMinter {
        _agentMint(to, amount);
    }

    /// @inheritdoc IERC3643
    function burn(address holder, uint256 amount) external onlyBurner {
        _agentBurn(holder, amount);
    }

    /// @inheritdoc IRwaToken
    function forcedTransfer(address from, address to, uint256 amount) external onlyForcer returns (bool) {
        _forcedTransfer(from, to, amount);
        return true;
    }

    /// @inheritdoc IERC3643
    function freezePartialTokens(address wallet, uint256 amount) external onlyUnitFreezer {
        _freezeUnits(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function unfreezePartialTokens(address wallet, uint256 amount) external onlyUnitFreezer {
        _unfreezeUnits(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function batchMint(address[] calldata receivers, uint256[] calldata amounts) external onlyMinter {
        _checkLength(receivers.length, amounts.length);
        for (uint256 i; i < receivers.length; ++i) _agentMint(receivers[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function batchBurn(address[] calldata holders, uint256[] calldata amounts) external onlyBurner {
        _checkLength(holders.length, amounts.length);
        for (uint256 i; i < holders.length; ++i) _agentBurn(holders[i], amounts[i]);
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

    /// @inheritdoc IERC3643
    function recoveryAddress(address lost, address successor, address) external returns (bool) {
        _extend();
        _recoverUnits(lost, successor);
        return true;
    }

    /// @inheritdoc IERC3009
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        _extend();
        _holderTransfer(from, to, value);
    }

    /// @inheritdoc IERC3009
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        bytes calldata
    ) external {
        _extend();
        _holderTransfer(from, to, value);
    }

    /// @inheritdoc IERC3009
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256,
        uint256,
        bytes32,
        uint8,
        bytes32,
        bytes32
    ) external {
        _extend();
        _holderTransfer(from, to, value);
    }

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) public override(TokenTransfers, IERC20) returns (bool) {
        return super.transfer(to, amount);
    }

    /// @inheritdoc IERC20
    function transferFrom(
        address from,
        address to,
        uint256 amount
    ) public override(TokenTransfers, IERC20) returns (bool) {
        return super.transferFrom(from, to, amount);
    }
}
