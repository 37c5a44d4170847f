// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {MovementReader} from "../MovementReader.sol";
import {WalletChange} from "../WalletChange.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {IIdentityBalances} from "./IIdentityBalances.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";
import {SumChange} from "./SumChange.sol";

/// @notice Keeps what each identity holds over all its wallets.
/// @dev INV: an identity's sum is the sum of what is noted for the wallets counted for it, so it never underflows,
/// whatever agents do to identities and in whatever order movements are told. Each movement notes the balances it
/// leaves, so the note of a wallet is its balance. Books are kept on a *sheet*: one per book and token.
/// Source: COMPLIANCE-10 to COMPLIANCE-12.
abstract contract IdentityBalances is AbstractModule, IIdentityBalances {
    /// @notice What is noted of a wallet, one slot.
    /// @param identity The identity it is counted for; zero: it is not counted.
    /// @param amount Base units; the greatest number stands for an amount kept apart.
    struct Note {
        address identity;
        uint96 amount;
    }

    /// @notice The books of one binding and token.
    struct Books {
        // Once true, always: later units are all counted as they come. The total is kept no longer.
        bool complete;
        uint256 total;
        mapping(address identity => uint256) sums;
        mapping(address wallet => Note) notes;
        mapping(address wallet => uint256) large;
    }

    uint96 private constant LARGE = type(uint96).max;

    mapping(bytes32 sheet => Books) private _books;

    /// @inheritdoc IIdentityBalances
    function countWallets(address compliance, address[] calldata wallets) external {
        bytes32 book = _boundBookOf(compliance);
        address token = _tokenOf(compliance);
        bytes32 sheet = _sheetOf(book, token);
        IERC3643IdentityRegistry registry = IERC3643(token).identityRegistry();
        for (uint256 i; i < wallets.length; ++i) {
            uint256 balance = IERC20(token).balanceOf(wallets[i]);
            (address identity, uint16 country) = MovementReader.partyOf(registry, wallets[i]);
            identity = _identityIn(sheet, wallets[i], identity);
            _note(sheet, wallets[i], SumChange(identity, country, 0, balance));
            emit WalletCounted(compliance, wallets[i], identity, balance);
        }
        if (!_books[sheet].complete) _books[sheet].complete = _books[sheet].total == IERC20(token).totalSupply();
    }

    /// @inheritdoc IIdentityBalances
    function getIDBalance(address compliance, address identity) external view returns (uint256) {
        return _sumOf(_sheet(compliance), identity);
    }

    /// @inheritdoc IIdentityBalances
    function countedFor(address compliance, address wallet) external view returns (address) {
        return _books[_sheet(compliance)].notes[wallet].identity;
    }

    /// @inheritdoc IIdentityBalances
    function isCounted(address compliance) external view returns (bool) {
        return _isComplete(_sheet(compliance), _tokenOf(compliance));
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure override(AbstractModule, IModule) returns (bool) {
        return false;
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.ALL | RuleHooks.WALLET;
    }

    function _record(Movement memory movement, bytes32 book) internal virtual override {
        (address from, address to) = (movement.from, movement.to);
        if (from == to || movement.amount == 0) return;
        bytes32 sheet = _sheetOf(book, movement.token);
        if (movement.kind == MovementKind.Mint) _completeAtMint(sheet, movement);
        uint256 current;
        // The receiver first: what stays with one identity must not look as if it had left it in between.
        if (to != address(0)) {
            unchecked {
                current = movement.toBalance + movement.amount; // the balance that the movement leaves
            }
            address identity = _identityIn(sheet, to, movement.toIdentity);
            _note(sheet, to, SumChange(identity, movement.toCountry, 0, current));
        }
        if (from != address(0)) {
            unchecked {
                current = movement.fromBalance - movement.amount; // likewise; the sender has the amount
            }
            address identity = _identityIn(sheet, from, movement.fromIdentity);
            _note(sheet, from, SumChange(identity, movement.fromCountry, 0, current));
        }
    }

    function _walletChanged(WalletChange memory change, bytes32 book) internal virtual override {
        bytes32 sheet = _sheetOf(book, change.token);
        address counted = _books[sheet].notes[change.wallet].identity;
        if (counted == address(0)) return;
        address identity = change.newIdentity == address(0) ? counted : change.newIdentity;
        _note(sheet, change.wallet, SumChange(identity, change.newCountry, 0, change.balance));
    }

    /// @dev Told of every change of what is counted for an identity.
    function _sumChanged(bytes32 sheet, SumChange memory change) internal virtual {}

    function _sheet(address compliance) internal view returns (bytes32) {
        return _sheetOf(_bookOf(compliance), _tokenOf(compliance));
    }

    function _sumOf(bytes32 sheet, address identity) internal view returns (uint256) {
        return _books[sheet].sums[identity];
    }

    /// @dev What the receiving identity holds, the receiving wallet taken as it is now.
    function _heldByReceiver(bytes32 sheet, Movement memory movement) internal view returns (uint256) {
        return _heldBy(sheet, movement.to, movement.toIdentity, movement.toBalance);
    }

    /// @dev Whether the movement makes a holder of an identity that held nothing.
    function _brings(bytes32 sheet, Movement memory movement) internal view returns (bool) {
        return movement.amount > 0 && !_isWithinIdentity(sheet, movement) && _heldByReceiver(sheet, movement) == 0;
    }

    /// @dev Whether the books will lose the sender as a holder; asked only if the movement is not within an identity.
    function _empties(bytes32 sheet, Movement memory movement) internal view returns (bool) {
        if (movement.kind == MovementKind.Mint) return false;
        address sender = _identityIn(sheet, movement.from, movement.fromIdentity);
        return
            _sumOf(sheet, sender) > 0 && _heldBy(sheet, movement.from, sender, movement.fromBalance) == movement.amount;
    }

    /// @dev Whether the books see one identity on both sides.
    function _isWithinIdentity(bytes32 sheet, Movement memory movement) internal view returns (bool) {
        if (movement.kind == MovementKind.Mint) return false;
        return
            _identityIn(sheet, movement.from, movement.fromIdentity) ==
            _identityIn(sheet, movement.to, movement.toIdentity);
    }

    /// @dev The identity the books name for a wallet: one that lost its identity stays counted for it.
    function _identityIn(bytes32 sheet, address wallet, address identity) internal view returns (address) {
        if (identity != wallet) return identity;
        address counted = _books[sheet].notes[wallet].identity;
        return counted == address(0) ? identity : counted;
    }

    function _isComplete(bytes32 sheet, address token) internal view returns (bool) {
        return _books[sheet].complete || _books[sheet].total == IERC20(token).totalSupply();
    }

    function _sheetOf(bytes32 book, address token) internal pure returns (bytes32) {
        return keccak256(abi.encode(book, token));
    }

    function _heldBy(
        bytes32 sheet,
        address wallet,
        address identity,
        uint256 balance
    ) private view returns (uint256 held) {
        identity = _identityIn(sheet, wallet, identity);
        (address counted, uint256 noted) = _noteOf(sheet, wallet);
        held = _sumOf(sheet, identity);
        if (counted == identity) held -= noted;
        held += balance;
    }

    /// @dev Notes that a wallet of an identity holds `change.current`; `change.before` is found here.
    function _note(bytes32 sheet, address wallet, SumChange memory change) private {
        Books storage books = _books[sheet];
        (address counted, uint256 noted) = _noteOf(sheet, wallet);
        uint256 current = change.current;
        if (counted != change.identity || noted != current) {
            bool large = current >= LARGE;
            // Below LARGE, which is a uint96.
            books.notes[wallet] = Note(change.identity, large ? LARGE : uint96(current));
            if (large) books.large[wallet] = current;
        }
        if (!books.complete) books.total = books.total - noted + current;

        if (counted != change.identity && noted > 0) {
            _move(sheet, SumChange(counted, change.country, noted, 0));
            noted = 0;
        }
        change.before = noted;
        _move(sheet, change);
    }

    /// @dev Replaces a part of an identity's sum.
    function _move(bytes32 sheet, SumChange memory change) private {
        uint256 sum = _books[sheet].sums[change.identity];
        uint256 current = sum - change.before + change.current;
        (change.before, change.current) = (sum, current);
        if (sum != current) _books[sheet].sums[change.identity] = current;
        _sumChanged(sheet, change);
    }

    /// @dev A supply that was none, or counted, before this creation is counted for good. Another make of compliance
    /// tells afterwards, when the creation is in the supply already.
    function _completeAtMint(bytes32 sheet, Movement memory movement) private {
        Books storage books = _books[sheet];
        if (books.complete) return;
        IERC20 token = IERC20(movement.token);
        uint256 supply = token.totalSupply();
        if (token.balanceOf(movement.to) != movement.toBalance) supply -= movement.amount;
        if (books.total == supply) books.complete = true;
    }

    function _noteOf(bytes32 sheet, address wallet) private view returns (address identity, uint256 amount) {
        Note memory note = _books[sheet].notes[wallet];
        return (note.identity, note.amount == LARGE ? _books[sheet].large[wallet] : note.amount);
    }
}
