// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdFactory} from "../../interfaces/erc3643/IIdFactory.sol";
import {IIdentityFactory} from "./IIdentityFactory.sol";

/// @notice Which wallets and which token belong to an identity. Source: IDENTITY-56 to IDENTITY-58.
abstract contract IdentityLinks is IIdentityFactory {
    /// @dev One slot.
    struct Link {
        address identity;
        // Place among the identity's wallets, from 1; 0 for tokens.
        uint96 place;
    }

    uint256 private constant MAX_WALLETS = 101;

    mapping(address account => Link) private _linkOf;
    mapping(address identity => address[]) private _walletsOf;
    mapping(address identity => address) private _tokenOf;

    /// @inheritdoc IIdFactory
    function linkWallet(address newWallet) external {
        Link memory link = _linkOf[msg.sender];
        if (link.place == 0) revert IdFactoryNotLinked(msg.sender);
        _linkWallet(newWallet, link.identity);
    }

    /// @inheritdoc IIdFactory
    function unlinkWallet(address oldWallet) external {
        Link memory link = _linkOf[msg.sender];
        if (link.place == 0) revert IdFactoryNotLinked(msg.sender);
        Link memory old = _linkOf[oldWallet];
        if (old.identity != link.identity) revert IdFactoryNotSameIdentity(link.identity, oldWallet);
        address[] storage wallets = _walletsOf[link.identity];
        if (wallets.length == 1) revert IdFactoryLastWallet(oldWallet);

        address last = wallets[wallets.length - 1];
        wallets[old.place - 1] = last;
        _linkOf[last].place = old.place;
        wallets.pop();
        delete _linkOf[oldWallet];
        emit WalletUnlinked(oldWallet, link.identity);
    }

    /// @inheritdoc IIdFactory
    function getIdentity(address account) external view returns (address) {
        return _linkOf[account].identity;
    }

    /// @inheritdoc IIdFactory
    function getWallets(address identity) external view returns (address[] memory) {
        return _walletsOf[identity];
    }

    /// @inheritdoc IIdFactory
    function getToken(address identity) external view returns (address) {
        return _tokenOf[identity];
    }

    function _linkWallet(address wallet, address identity) internal {
        _requireFree(wallet);
        address[] storage wallets = _walletsOf[identity];
        if (wallets.length == MAX_WALLETS) revert IdFactoryWalletsFull(identity, MAX_WALLETS);
        wallets.push(wallet);
        _linkOf[wallet] = Link(identity, uint96(wallets.length));
        emit WalletLinked(wallet, identity);
    }

    function _linkToken(address token, address identity) internal {
        _requireFree(token);
        _linkOf[token] = Link(identity, 0);
        _tokenOf[identity] = token;
        emit TokenLinked(token, identity);
    }

    function _requireFree(address account) private view {
        if (account == address(0)) revert IdFactoryAddressMissing();
        address identity = _linkOf[account].identity;
        if (identity != address(0)) revert IdFactoryAlreadyLinked(account, identity);
    }
}
