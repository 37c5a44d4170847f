// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IMaxBalanceModule} from "./IMaxBalanceModule.sol";
import {IModule} from "./IModule.sol";

/// @notice No identity holds more than a maximum, over all its wallets.
/// @dev An identity's count is by construction the sum of what is recorded for its wallets, so it cannot underflow,
/// whatever happens to identities. Source: COMPLIANCE-9 to COMPLIANCE-12.
contract MaxBalanceModule is AbstractModule, IMaxBalanceModule {
    /// @notice What is counted for one wallet.
    struct Counted {
        address identity;
        uint256 balance;
    }

    /// @notice The books of one binding.
    struct Books {
        uint256 max;
        uint256 total;
        mapping(address identity => uint256) balances;
        mapping(address wallet => Counted) wallets;
    }

    mapping(address compliance => mapping(uint256 epoch => Books)) private _books;

    /// @inheritdoc IMaxBalanceModule
    function setMaxBalance(uint256 max) external onlyBoundCompliance {
        _booksOf(msg.sender).max = max;
        emit MaxBalanceSet(msg.sender, max);
    }

    /// @inheritdoc IMaxBalanceModule
    function countWallets(address compliance, address[] calldata wallets) external {
        for (uint256 i; i < wallets.length; ++i) _count(compliance, wallets[i]);
    }

    /// @inheritdoc IModule
    function moduleTransferAction(
        address from,
        address to,
        uint256
    ) external override(AbstractModule, IModule) onlyBoundCompliance {
        _count(msg.sender, from);
        _count(msg.sender, to);
    }

    /// @inheritdoc IModule
    function moduleMintAction(address to, uint256) external override(AbstractModule, IModule) onlyBoundCompliance {
        _count(msg.sender, to);
    }

    /// @inheritdoc IModule
    function moduleBurnAction(address from, uint256) external override(AbstractModule, IModule) onlyBoundCompliance {
        _count(msg.sender, from);
    }

    /// @inheritdoc IModule
    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool) {
        if (to == address(0)) return true;
        address receiver = _identityOf(compliance, to);
        if (from != address(0) && _identityOf(compliance, from) == receiver) return true;

        Books storage books = _booksOf(compliance);
        Counted storage counted = books.wallets[to];
        // The receiving wallet counts as it is now, even if it was counted earlier or for another identity.
        uint256 held = books.balances[receiver] + _token(compliance).balanceOf(to);
        if (counted.identity == receiver) held -= counted.balance;
        uint256 max = books.max;
        return value <= max && held <= max - value;
    }

    /// @inheritdoc IModule
    function canComplianceBind(address compliance) external view override(AbstractModule, IModule) returns (bool) {
        IERC3643 token = _token(compliance);
        return address(token) == address(0) || _booksOf(compliance).total == token.totalSupply();
    }

    /// @inheritdoc IMaxBalanceModule
    function getIDBalance(address compliance, address identity) external view returns (uint256) {
        return _booksOf(compliance).balances[identity];
    }

    /// @inheritdoc IMaxBalanceModule
    function getMaxBalance(address compliance) external view returns (uint256) {
        return _booksOf(compliance).max;
    }

    /// @inheritdoc IMaxBalanceModule
    function countedOf(address compliance, address wallet) external view returns (address identity, uint256 balance) {
        Counted storage counted = _booksOf(compliance).wallets[wallet];
        return (counted.identity, counted.balance);
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure override(AbstractModule, IModule) returns (bool) {
        return false;
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "MaxBalanceModule";
    }

    /// @dev A wallet that lost its identity stays counted for the last one.
    function _count(address compliance, address wallet) private {
        Books storage books = _booksOf(compliance);
        Counted storage counted = books.wallets[wallet];
        (address oldIdentity, uint256 oldBalance) = (counted.identity, counted.balance);
        uint256 balance = _token(compliance).balanceOf(wallet);
        address identity = _identityOf(compliance, wallet);
        if (identity == wallet && oldIdentity != address(0)) identity = oldIdentity;
        if (identity == oldIdentity && balance == oldBalance) return;

        books.total = books.total - oldBalance + balance;
        books.balances[oldIdentity] -= oldBalance;
        books.balances[identity] += balance;
        (counted.identity, counted.balance) = (identity, balance);
        emit WalletCounted(compliance, wallet, identity, balance);
    }

    function _identityOf(address compliance, address wallet) private view returns (address identity) {
        identity = address(_registry(compliance).identity(wallet));
        if (identity == address(0)) identity = wallet;
    }

    function _booksOf(address compliance) private view returns (Books storage) {
        return _books[compliance][_epoch(compliance)];
    }
}
