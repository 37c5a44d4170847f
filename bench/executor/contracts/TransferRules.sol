// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HolderRegistry} from "./HolderRegistry.sol";
import {PermissionedToken} from "./PermissionedToken.sol";

/// @notice Which transfers may be: the receiver's country is allowed, and nobody holds more than the limit. Counts what
/// every holder has sent.
contract TransferRules {
    error TransferRulesCallerNotToken(address caller);

    PermissionedToken private immutable _token;
    HolderRegistry private immutable _registry;
    uint256 private immutable _balanceLimit;
    mapping(uint16 country => bool isAllowed) private _countries;
    mapping(address holder => uint256 amount) private _sent;

    constructor(PermissionedToken token, HolderRegistry registry, uint256 balanceLimit) {
        _token = token;
        _registry = registry;
        _balanceLimit = balanceLimit;
    }

    /// @notice Allows holders of a country to receive.
    function allowCountry(uint16 country) external {
        _countries[country] = true;
    }

    /// @notice Told by the token after every transfer.
    function transferred(address from, address, uint256 amount) external {
        if (msg.sender != address(_token)) revert TransferRulesCallerNotToken(msg.sender);
        _sent[from] += amount;
    }

    /// @notice Whether a transfer may be.
    function canTransfer(address, address to, uint256 amount) external view returns (bool) {
        return _countries[_registry.countryOf(to)] && _token.balanceOf(to) + amount <= _balanceLimit;
    }
}
