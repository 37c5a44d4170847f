// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {TokenSettings} from "./TokenSettings.sol";

/// @notice Balances, each in one slot with what a transfer asks about its wallet. Source: TOKEN-37.
/// @dev Takes the place of OpenZeppelin's balances and supply; allowances, permit and the ERC-6093 checks stay there.
abstract contract TokenLedger is TokenSettings {
    /// @notice One wallet, one slot.
    /// @param balance Base units.
    /// @param verifiedUntil Until when its verification may be reused, Unix seconds; zero: never verified so.
    /// @param flags FROZEN, LOST, PARTLY_FROZEN.
    struct Account {
        uint208 balance;
        uint40 verifiedUntil;
        uint8 flags;
    }

    /// @custom:storage-location erc7201:muniment.storage.TokenLedger
    struct TokenLedgerStorage {
        mapping(address wallet => Account) accounts;
        uint256 supply;
        mapping(address wallet => uint256) frozenUnits;
        mapping(address wallet => address) successors;
    }

    uint8 internal constant FROZEN = 1;
    uint8 internal constant LOST = 2;
    uint8 internal constant PARTLY_FROZEN = 4;
    uint256 internal constant MAX_SUPPLY = type(uint208).max;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenLedger")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_LEDGER_SLOT = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00;

    /// @inheritdoc ERC20Upgradeable
    function balanceOf(address wallet) public view virtual override returns (uint256) {
        return _ledger().accounts[wallet].balance;
    }

    /// @inheritdoc ERC20Upgradeable
    function totalSupply() public view virtual override returns (uint256) {
        return _ledger().supply;
    }

    /// @dev Amounts fit 208 bits: what is moved is held, and minting keeps the supply, so every balance, below.
    function _update(address from, address to, uint256 value) internal virtual override {
        TokenLedgerStorage storage $ = _ledger();
        if (from == address(0)) {
            $.supply += value;
        } else {
            uint208 balance = $.accounts[from].balance;
            if (value > balance) revert ERC20InsufficientBalance(from, balance, value);
            $.accounts[from].balance = balance - uint208(value);
        }
        if (to == address(0)) $.supply -= value;
        else $.accounts[to].balance += uint208(value);
        emit Transfer(from, to, value);
    }

    function _accountOf(address wallet) internal view returns (Account memory) {
        return _ledger().accounts[wallet];
    }

    function _setFlag(address wallet, uint8 flag, bool isSet) internal {
        Account storage account = _ledger().accounts[wallet];
        uint8 flags = account.flags;
        account.flags = isSet ? flags | flag : flags & ~flag;
    }

    function _setVerifiedUntil(address wallet, uint40 until) internal {
        _ledger().accounts[wallet].verifiedUntil = until;
    }

    function _ledger() internal pure returns (TokenLedgerStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_LEDGER_SLOT // ERC-7201 pointer
        }
    }
}
