// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {ITransferRestrictModule} from "./ITransferRestrictModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice A transfer needs sender or receiver on a list. Source: COMPLIANCE-22, COMPLIANCE-23.
contract TransferRestrictModule is AbstractModule, ITransferRestrictModule {
    mapping(bytes32 book => mapping(address user => bool)) private _allowed;

    /// @inheritdoc ITransferRestrictModule
    function allowUser(address user) external {
        if (!_set(_callerBook(), user, true)) revert UserAlreadyAllowed(msg.sender, user);
    }

    /// @inheritdoc ITransferRestrictModule
    function batchAllowUsers(address[] calldata users) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < users.length; ++i) _set(book, users[i], true);
    }

    /// @inheritdoc ITransferRestrictModule
    function disallowUser(address user) external {
        if (!_set(_callerBook(), user, false)) revert UserNotAllowed(msg.sender, user);
    }

    /// @inheritdoc ITransferRestrictModule
    function batchDisallowUsers(address[] calldata users) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < users.length; ++i) _set(book, users[i], false);
    }

    /// @inheritdoc ITransferRestrictModule
    function isUserAllowed(address compliance, address user) external view returns (bool) {
        return _allowed[_bookOf(compliance)][user];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "TransferRestrictModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.RECOVERY;
    }

    /// @dev A recovered wallet's place on the list goes to its successor.
    function _record(Movement memory movement, bytes32 book) internal override {
        if (movement.kind != MovementKind.Recovery) return;
        if (_set(book, movement.from, false)) _set(book, movement.to, true);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        if (movement.kind == MovementKind.Mint) return true;
        mapping(address user => bool) storage allowed = _allowed[book];
        if (allowed[movement.from] || allowed[movement.to]) return true;
        return allowed[movement.fromIdentity] || allowed[movement.toIdentity];
    }

    function _set(bytes32 book, address user, bool isAllowed) private returns (bool) {
        if (_allowed[book][user] == isAllowed) return false;
        _allowed[book][user] = isAllowed;
        if (isAllowed) emit UserAllowed(msg.sender, user);
        else emit UserDisallowed(msg.sender, user);
        return true;
    }
}
