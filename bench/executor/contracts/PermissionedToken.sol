// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {HolderRegistry} from "./HolderRegistry.sol";
import {TransferRules} from "./TransferRules.sol";

/// @notice A token of the ERC-3643 kind at its smallest: both sides verified, rules asked before and told after.
contract PermissionedToken is ERC20 {
    struct Freeze {
        bool isWhole;
        uint128 amount;
    }

    error PermissionedTokenPaused();
    error PermissionedTokenFrozen(address from, address to);
    error PermissionedTokenBalanceFrozen(address from, uint256 amount);
    error PermissionedTokenNotVerified(address from, address to);
    error PermissionedTokenRefused(address from, address to, uint256 amount);

    HolderRegistry private _registry;
    TransferRules private _rules;
    bool private _paused;
    mapping(address holder => Freeze freeze) private _frozen;

    constructor() ERC20("Permissioned", "PERM") {}

    /// @notice Sets whom the token asks.
    function setUp(HolderRegistry registry, TransferRules rules) external {
        _registry = registry;
        _rules = rules;
    }

    /// @inheritdoc ERC20
    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_paused) revert PermissionedTokenPaused();
        Freeze memory freeze = _frozen[msg.sender];
        if (freeze.isWhole || _frozen[to].isWhole) revert PermissionedTokenFrozen(msg.sender, to);
        if (amount > balanceOf(msg.sender) - freeze.amount) {
            revert PermissionedTokenBalanceFrozen(msg.sender, amount);
        }
        if (!_registry.isVerified(msg.sender) || !_registry.isVerified(to)) {
            revert PermissionedTokenNotVerified(msg.sender, to);
        }
        if (!_rules.canTransfer(msg.sender, to, amount)) revert PermissionedTokenRefused(msg.sender, to, amount);

        _transfer(msg.sender, to, amount);
        _rules.transferred(msg.sender, to, amount);
        return true;
    }
}
