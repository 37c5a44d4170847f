// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {IRwaToken} from "./IRwaToken.sol";
import {TokenAuthorizations} from "./TokenAuthorizations.sol";

/// @notice Allowances: none for lost wallets, and default ones that holders may opt out of. Source: TOKEN-22, TOKEN-44.
abstract contract TokenAllowances is TokenAuthorizations {
    /// @custom:storage-location erc7201:muniment.storage.TokenAllowances
    struct TokenAllowancesStorage {
        mapping(address spender => bool) isDefault;
        mapping(address holder => bool) optedOut;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TokenAllowances")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant TOKEN_ALLOWANCES_SLOT = 0xeeb9469426acc016eccc70fa00a64d462a7c93f0bc6ace8a714dd3d0d82eea00;

    /// @notice Zero as soon as either wallet was lost: recovery takes all allowances away. Unlimited for a spender the
    /// owner allows for everybody, unless the holder opted out.
    /// @inheritdoc ERC20Upgradeable
    function allowance(address holder, address spender) public view virtual override returns (uint256) {
        if (_accountOf(holder).flags & LOST != 0 || _accountOf(spender).flags & LOST != 0) return 0;
        TokenAllowancesStorage storage $ = _allowances();
        if ($.isDefault[spender] && !$.optedOut[holder]) return type(uint256).max;
        return super.allowance(holder, spender);
    }

    /// @dev Neither a lost wallet's holder nor its permit may give new allowances. Spending, the only silent case, is
    /// left to the transfer's own checks.
    function _approve(address holder, address spender, uint256 value, bool emitEvent) internal override {
        if (emitEvent && _accountOf(holder).flags & LOST != 0) {
            revert IRwaToken.TokenWalletRecovered(holder, _successorOf(holder));
        }
        super._approve(holder, spender, value, emitEvent);
    }

    /// @dev What the holder allowed himself.
    function _ownAllowance(address holder, address spender) internal view returns (uint256) {
        return ERC20Upgradeable.allowance(holder, spender);
    }

    function _allowances() internal pure returns (TokenAllowancesStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TOKEN_ALLOWANCES_SLOT // ERC-7201 pointer
        }
    }
}
