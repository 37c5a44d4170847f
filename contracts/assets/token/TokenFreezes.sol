// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC7943Fungible} from "../../interfaces/erc3643/IERC7943Fungible.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenRecordDates} from "./TokenRecordDates.sol";

/// @notice Frozen wallets, frozen units, and wallets that were lost. Source: TOKEN-15 to TOKEN-18.
abstract contract TokenFreezes is TokenRecordDates {
    /// @notice State of one wallet, one slot.
    /// @param successor Wallet it was recovered to; zero while it lives.
    /// @param frozen Whether it is frozen as a whole.
    struct Wallet {
        address successor;
        bool frozen;
    }

    /// @custom:storage-location erc7201:muniment.storage.TokenFreezes
    struct TokenFreezesStorage {
        mapping(address wallet => Wallet) wallets;
        mapping(address wallet => uint256) frozenUnits;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenFreezes")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_FREEZES_SLOT = 0x6c5f37300f98635f84a5d974f47050fe95a060e365adbc29d827f8bbcd0dfe00;

    /// @inheritdoc IERC3643
    function setAddressFrozen(address wallet, bool freeze) external onlyWalletFreezer {
        _setWalletFrozen(wallet, freeze);
    }

    /// @inheritdoc IERC3643
    function batchSetAddressFrozen(address[] calldata wallets, bool[] calldata freezes) external onlyWalletFreezer {
        _checkLength(wallets.length, freezes.length);
        for (uint256 i; i < wallets.length; ++i) _setWalletFrozen(wallets[i], freezes[i]);
    }

    /// @inheritdoc IERC3643
    function freezePartialTokens(address wallet, uint256 amount) external onlyUnitFreezer {
        _freezeUnits(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function batchFreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external onlyUnitFreezer {
        _checkLength(wallets.length, amounts.length);
        for (uint256 i; i < wallets.length; ++i) _freezeUnits(wallets[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function unfreezePartialTokens(address wallet, uint256 amount) external onlyUnitFreezer {
        _unfreezeUnits(wallet, amount);
    }

    /// @inheritdoc IERC3643
    function batchUnfreezePartialTokens(
        address[] calldata wallets,
        uint256[] calldata amounts
    ) external onlyUnitFreezer {
        _checkLength(wallets.length, amounts.length);
        for (uint256 i; i < wallets.length; ++i) _unfreezeUnits(wallets[i], amounts[i]);
    }

    /// @inheritdoc IERC7943Fungible
    function setFrozenTokens(address wallet, uint256 amount) external onlyUnitFreezer returns (bool) {
        if (wallet == address(0)) revert TokenAddressMissing();
        uint256 frozen = getFrozenTokens(wallet);
        if (amount > frozen) emit TokensFrozen(wallet, amount - frozen);
        else if (amount < frozen) emit TokensUnfrozen(wallet, frozen - amount);
        _setFrozenUnits(wallet, amount);
        return true;
    }

    /// @inheritdoc IERC3643
    function isFrozen(address wallet) public view returns (bool) {
        return _freezes().wallets[wallet].frozen;
    }

    /// @inheritdoc IRwaToken
    function getFrozenTokens(address wallet) public view returns (uint256) {
        return _freezes().frozenUnits[wallet];
    }

    /// @inheritdoc IRwaToken
    function recoveredTo(address lost) public view returns (address) {
        return _freezes().wallets[lost].successor;
    }

    function _setWalletFrozen(address wallet, bool freeze) internal {
        if (wallet == address(0)) revert TokenAddressMissing();
        _freezes().wallets[wallet].frozen = freeze;
        emit AddressFrozen(wallet, freeze, _msgSender());
    }

    function _setSuccessor(address lost, address successor) internal {
        _freezes().wallets[lost].successor = successor;
    }

    function _unfreezeUnits(address wallet, uint256 amount) internal {
        uint256 frozen = getFrozenTokens(wallet);
        if (amount > frozen) revert TokenFrozenTooLow(wallet, frozen, amount);
        emit TokensUnfrozen(wallet, amount);
        _setFrozenUnits(wallet, frozen - amount);
    }

    /// @dev Unfreezes what `amount` needs beyond the free units. The caller has checked the balance.
    function _unfreezeFor(address wallet, uint256 amount) internal {
        uint256 free = _unfrozenOf(wallet);
        if (amount > free) _unfreezeUnits(wallet, amount - free);
    }

    /// @dev Carries all freezes of a lost wallet to its successor.
    function _moveFreezes(address lost, address successor) internal {
        uint256 frozen = getFrozenTokens(lost);
        if (frozen != 0) {
            _unfreezeUnits(lost, frozen);
            emit TokensFrozen(successor, frozen);
            _setFrozenUnits(successor, Math.saturatingAdd(getFrozenTokens(successor), frozen));
        }
        if (isFrozen(lost)) _setWalletFrozen(successor, true);
    }

    /// @dev Neither lost nor frozen.
    function _checkWallet(address wallet) internal view {
        Wallet storage state = _freezes().wallets[wallet];
        if (state.successor != address(0)) revert TokenWalletRecovered(wallet, state.successor);
        if (state.frozen) revert TokenWalletFrozen(wallet);
    }

    function _isWalletOpen(address wallet) internal view returns (bool) {
        Wallet storage state = _freezes().wallets[wallet];
        return state.successor == address(0) && !state.frozen;
    }

    /// @dev Saturates: more may be frozen than is held.
    function _unfrozenOf(address wallet) internal view returns (uint256) {
        return Math.saturatingSub(balanceOf(wallet), getFrozenTokens(wallet));
    }

    function _checkLength(uint256 expected, uint256 actual) internal pure {
        if (expected != actual) revert TokenLengthMismatch(expected, actual);
    }

    function _freezeUnits(address wallet, uint256 amount) private {
        uint256 free = _unfrozenOf(wallet);
        if (amount > free) revert ERC7943InsufficientUnfrozenBalance(wallet, amount, free);
        emit TokensFrozen(wallet, amount);
        _setFrozenUnits(wallet, getFrozenTokens(wallet) + amount);
    }

    function _setFrozenUnits(address wallet, uint256 amount) private {
        _freezes().frozenUnits[wallet] = amount;
        emit Frozen(wallet, amount);
    }

    function _freezes() private pure returns (TokenFreezesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_FREEZES_SLOT // ERC-7201 pointer
        }
    }
}
