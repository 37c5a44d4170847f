// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3643Compliance} from "../../../interfaces/erc3643/IERC3643Compliance.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {MovementReader} from "../MovementReader.sol";
import {WalletChange} from "../WalletChange.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IIdentityBalances} from "./IIdentityBalances.sol";

/// @notice Keeps what each identity holds over all its wallets.
/// @dev INV: a counted wallet's whole balance is in the sum of the identity it is counted for. Every movement passes
/// here while the module is bound, so the balance before it is the amount counted, and no sum underflows, whatever
/// agents do to identities. Source: COMPLIANCE-10 to COMPLIANCE-12.
abstract contract IdentityBalances is AbstractModule, IIdentityBalances {
    /// @notice The books of one binding.
    struct Books {
        // Once true, always: later units are all counted as they come.
        bool complete;
        uint256 total;
        mapping(address identity => uint256) balances;
        mapping(address wallet => address identity) countedFor;
    }

    mapping(bytes32 book => Books) private _books;

    /// @inheritdoc IIdentityBalances
    function countWallets(address compliance, address[] calldata wallets) external {
        bytes32 book = _boundBookOf(compliance);
        IERC20 token = IERC20(IERC3643Compliance(compliance).getTokenBound());
        for (uint256 i; i < wallets.length; ++i) {
            uint256 balance = token.balanceOf(wallets[i]);
            address identity = MovementReader.identityOf(address(token), wallets[i]);
            _recount(book, wallets[i], identity, balance, balance);
            emit WalletCounted(compliance, wallets[i], identity, balance);
        }
        _complete(book, token.totalSupply());
    }

    /// @inheritdoc IIdentityBalances
    function getIDBalance(address compliance, address identity) external view returns (uint256) {
        return _balanceOf(_bookOf(compliance), identity);
    }

    /// @inheritdoc IIdentityBalances
    function countedFor(address compliance, address wallet) external view returns (address) {
        return _books[_bookOf(compliance)].countedFor[wallet];
    }

    /// @inheritdoc IIdentityBalances
    function isCounted(address compliance) external view returns (bool) {
        return _isComplete(_bookOf(compliance), IERC3643Compliance(compliance).getTokenBound());
    }

    function _record(Movement memory movement, bytes32 book) internal virtual override {
        (address from, address to, uint256 amount) = (movement.from, movement.to, movement.amount);
        if (from == to) return;
        Books storage books = _books[book];
        // Another make of compliance tells of a burn afterwards, when the supply is no measure of what was counted.
        if (!books.complete && movement.kind != MovementKind.Burn && _isComplete(book, movement.token)) {
            books.complete = true;
        }
        if (
            from != address(0) &&
            movement.fromIdentity == movement.toIdentity &&
            books.countedFor[from] == movement.fromIdentity &&
            books.countedFor[to] == movement.fromIdentity
        ) return;
        if (from != address(0)) {
            uint256 balance = movement.fromBalance;
            _recount(book, from, movement.fromIdentity, balance, balance - amount);
        }
        if (to != address(0)) {
            uint256 balance = movement.toBalance;
            _recount(book, to, movement.toIdentity, balance, balance + amount);
        }
    }

    function _walletChanged(WalletChange memory change, bytes32 book) internal virtual override {
        if (_books[book].countedFor[change.wallet] == address(0)) return;
        address identity = change.newIdentity == address(0) ? change.wallet : change.newIdentity;
        _recount(book, change.wallet, identity, change.balance, change.balance);
    }

    /// @dev Told of every change of what is counted for an identity.
    function _balanceChanged(bytes32 book, address identity, uint256 before, uint256 current) internal virtual {}

    function _balanceOf(bytes32 book, address identity) internal view returns (uint256) {
        return _books[book].balances[identity];
    }

    function _countedFor(bytes32 book, address wallet) internal view returns (address) {
        return _books[book].countedFor[wallet];
    }

    /// @dev The identity the books would name for a wallet: one that lost its identity stays counted for it.
    function _identityIn(bytes32 book, address wallet, address identity) internal view returns (address) {
        if (identity != wallet) return identity;
        address counted = _books[book].countedFor[wallet];
        return counted == address(0) ? identity : counted;
    }

    function _isComplete(bytes32 book, address token) internal view returns (bool) {
        return _books[book].complete || _books[book].total == IERC20(token).totalSupply();
    }

    /// @dev `before` is what the wallet held until now, `current` what it holds from now on.
    function _recount(bytes32 book, address wallet, address identity, uint256 before, uint256 current) private {
        Books storage books = _books[book];
        address counted = books.countedFor[wallet];
        identity = _identityIn(book, wallet, identity);
        if (counted == address(0)) before = 0;
        if (counted != identity) books.countedFor[wallet] = identity;
        if (!books.complete) books.total = books.total - before + current;

        if (counted != address(0) && counted != identity) {
            _write(book, counted, before, 0);
            before = 0;
        }
        _write(book, identity, before, current);
    }

    /// @dev Replaces a part of an identity's sum.
    function _write(bytes32 book, address identity, uint256 part, uint256 replacement) private {
        if (part == replacement) return;
        uint256 before = _books[book].balances[identity];
        uint256 current = before - part + replacement;
        _books[book].balances[identity] = current;
        _balanceChanged(book, identity, before, current);
    }

    function _complete(bytes32 book, uint256 supply) private {
        if (_books[book].total == supply) _books[book].complete = true;
    }
}
