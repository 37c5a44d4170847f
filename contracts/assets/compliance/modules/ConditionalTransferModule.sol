// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IConditionalTransferModule} from "./IConditionalTransferModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Each transfer or mint needs an approval, which it uses up. Source: COMPLIANCE-24, COMPLIANCE-25.
contract ConditionalTransferModule is AbstractModule, IConditionalTransferModule {
    mapping(bytes32 book => mapping(bytes32 transferHash => uint256 count)) private _approvals;

    /// @inheritdoc IConditionalTransferModule
    function approveTransfer(address from, address to, uint256 amount) external {
        _approve(_callerBook(), from, to, amount);
    }

    /// @inheritdoc IConditionalTransferModule
    function unApproveTransfer(address from, address to, uint256 amount) external {
        _unapprove(_callerBook(), from, to, amount);
    }

    /// @inheritdoc IConditionalTransferModule
    function batchApproveTransfers(address[] calldata from, address[] calldata to, uint256[] calldata amount) external {
        bytes32 book = _callerBook();
        if (from.length != to.length || from.length != amount.length) {
            revert ApprovalListsUneven(from.length, to.length, amount.length);
        }
        for (uint256 i; i < from.length; ++i) _approve(book, from[i], to[i], amount[i]);
    }

    /// @inheritdoc IConditionalTransferModule
    function batchUnApproveTransfers(
        address[] calldata from,
        address[] calldata to,
        uint256[] calldata amount
    ) external {
        bytes32 book = _callerBook();
        if (from.length != to.length || from.length != amount.length) {
            revert ApprovalListsUneven(from.length, to.length, amount.length);
        }
        for (uint256 i; i < from.length; ++i) _unapprove(book, from[i], to[i], amount[i]);
    }

    /// @inheritdoc IConditionalTransferModule
    function isTransferApproved(address compliance, bytes32 transferHash) external view returns (bool) {
        return _approvals[_bookOf(compliance)][transferHash] > 0;
    }

    /// @inheritdoc IConditionalTransferModule
    function getTransferApprovals(address compliance, bytes32 transferHash) external view returns (uint256) {
        return _approvals[_bookOf(compliance)][transferHash];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "ConditionalTransferModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT;
    }

    /// @inheritdoc IConditionalTransferModule
    function calculateTransferHash(
        address from,
        address to,
        uint256 amount,
        address token
    ) public pure returns (bytes32) {
        return keccak256(abi.encode(from, to, amount, token));
    }

    /// @dev A foreign compliance does not say that a transfer is forced; such a one uses up an approval, if there is.
    function _record(Movement memory movement, bytes32 book) internal override {
        if (movement.kind == MovementKind.Burn) return;
        bytes32 transferHash = _hashOf(movement);
        uint256 count = _approvals[book][transferHash];
        if (count == 0) return;
        _approvals[book][transferHash] = count - 1;
        emit ApprovalRemoved(movement.from, movement.to, movement.amount, movement.token);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        return _approvals[book][_hashOf(movement)] > 0;
    }

    function _approve(bytes32 book, address from, address to, uint256 amount) private {
        address token = _tokenOf(msg.sender);
        ++_approvals[book][calculateTransferHash(from, to, amount, token)];
        emit TransferApproved(from, to, amount, token);
    }

    function _unapprove(bytes32 book, address from, address to, uint256 amount) private {
        address token = _tokenOf(msg.sender);
        bytes32 transferHash = calculateTransferHash(from, to, amount, token);
        uint256 count = _approvals[book][transferHash];
        if (count == 0) revert TransferNotApproved(from, to, amount, token);
        _approvals[book][transferHash] = count - 1;
        emit ApprovalRemoved(from, to, amount, token);
    }

    function _hashOf(Movement memory movement) private pure returns (bytes32) {
        return calculateTransferHash(movement.from, movement.to, movement.amount, movement.token);
    }
}
