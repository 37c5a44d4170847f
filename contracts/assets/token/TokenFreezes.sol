// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenRecordDates} from "./TokenRecordDates.sol";

/// @notice Frozen wallets, frozen units, and wallets that were lost. Source: TOKEN-15 to TOKEN-18.
abstract contract TokenFreezes is TokenRecordDates {
    function _freezeUnits(address wallet, uint256 amount) internal {
        uint256 free = _unfrozenOf(wallet);
        if (amount > free) revert IERC7943Fungible.ERC7943InsufficientUnfrozenBalance(wallet, amount, free);
        emit IERC3643.TokensFrozen(wallet, amount);
        _setFrozenUnits(wallet, _frozenUnitsOf(wallet) + amount);
    }

    function _setFrozenUnits(address wallet, uint256 amount) internal {
        _ledger().frozenUnits[wallet] = amount;
        _setFlag(wallet, PARTLY_FROZEN, amount != 0);
        emit IERC7943Fungible.Frozen(wallet, amount);
    }

    function _setWalletFrozen(address wallet, bool freeze) internal {
        if (wallet == address(0)) revert IRwaToken.TokenAddressMissing();
        _setFlag(wallet, FROZEN, freeze);
        emit IERC3643.AddressFrozen(wallet, freeze, _msgSender());
    }

    function _setSuccessor(address lost, address successor) internal {
        _ledger().successors[lost] = successor;
        _setFlag(lost, LOST, true);
    }

    function _unfreezeUnits(address wallet, uint256 amount) internal {
        uint256 frozen = _frozenUnitsOf(wallet);
        if (amount > frozen) revert IRwaToken.TokenFrozenTooLow(wallet, frozen, amount);
        emit IERC3643.TokensUnfrozen(wallet, amount);
        _setFrozenUnits(wallet, frozen - amount);
    }

    /// @dev Unfreezes what `amount` needs beyond the free units. The caller has checked the balance.
    function _unfreezeFor(address wallet, uint256 amount) internal {
        uint256 free = _unfrozenOf(wallet);
        if (amount > free) _unfreezeUnits(wallet, amount - free);
    }

    /// @dev Carries all freezes of a lost wallet to its successor.
    function _moveFreezes(address lost, address successor) internal {
        uint256 frozen = _frozenUnitsOf(lost);
        if (frozen != 0) {
            _unfreezeUnits(lost, frozen);
            emit IERC3643.TokensFrozen(successor, frozen);
            _setFrozenUnits(successor, Math.saturatingAdd(_frozenUnitsOf(successor), frozen));
        }
        if (_isFrozen(lost)) _setWalletFrozen(successor, true);
    }

    /// @dev Neither lost nor frozen.
    function _checkWallet(address wallet) internal view {
        uint8 flags = _accountOf(wallet).flags;
        if (flags & LOST != 0) revert IRwaToken.TokenWalletRecovered(wallet, _successorOf(wallet));
        if (flags & FROZEN != 0) revert IRwaToken.TokenWalletFrozen(wallet);
    }

    /// @dev Saturates: more may be frozen than is held.
    function _unfrozenOf(address wallet) internal view returns (uint256) {
        return Math.saturatingSub(balanceOf(wallet), _frozenUnitsOf(wallet));
    }

    function _checkLength(uint256 expected, uint256 actual) internal pure {
        if (expected != actual) revert IRwaToken.TokenLengthMismatch(expected, actual);
    }

    function _isFrozen(address wallet) internal view returns (bool) {
        return _accountOf(wallet).flags & FROZEN != 0;
    }

    function _frozenUnitsOf(address wallet) internal view returns (uint256) {
        return _ledger().frozenUnits[wallet];
    }

    function _successorOf(address lost) internal view returns (address) {
        return _ledger().successors[lost];
    }
}
