// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IIdentity} from "../../../interfaces/erc3643/IIdentity.sol";
import {IIdentityChecks} from "../../identity/IIdentityChecks.sol";
import {IRwaToken} from "../IRwaToken.sol";
import {TokenAllowances} from "../TokenAllowances.sol";

/// @notice What agents do: pause, freezes, recovery, record dates. Documented in {IRwaToken}. Source: TOKEN-4
/// to TOKEN-6, TOKEN-9 to TOKEN-27.
abstract contract TokenAgentActions is TokenAllowances {
    uint256 private constant MANAGEMENT = 1;

    /// @dev See {IERC3643-pause}.
    function pause() external onlyPauser {
        if (_settings().paused) revert IRwaToken.TokenPaused();
        _settings().paused = true;
        emit IERC3643.Paused(_msgSender());
    }

    /// @dev See {IERC3643-unpause}.
    function unpause() external onlyPauser {
        if (!_settings().paused) revert IRwaToken.TokenNotPaused();
        _settings().paused = false;
        emit IERC3643.Unpaused(_msgSender());
    }

    /// @dev See {IRecordDates-scheduleRecordDate}.
    function scheduleRecordDate(uint48 recordDate) external onlyDateKeeper {
        _scheduleRecordDate(recordDate);
    }

    /// @dev See {IERC3643-setAddressFrozen}.
    function setAddressFrozen(address wallet, bool freeze) external onlyWalletFreezer {
        _setWalletFrozen(wallet, freeze);
    }

    /// @dev See {IERC3643-batchSetAddressFrozen}.
    function batchSetAddressFrozen(address[] calldata wallets, bool[] calldata freezes) external onlyWalletFreezer {
        _checkLength(wallets.length, freezes.length);
        for (uint256 i; i < wallets.length; ++i) _setWalletFrozen(wallets[i], freezes[i]);
    }

    /// @dev See {IERC3643-batchFreezePartialTokens}.
    function batchFreezePartialTokens(address[] calldata wallets, uint256[] calldata amounts) external onlyUnitFreezer {
        _checkLength(wallets.length, amounts.length);
        for (uint256 i; i < wallets.length; ++i) _freezeUnits(wallets[i], amounts[i]);
    }

    /// @dev See {IERC3643-batchUnfreezePartialTokens}.
    function batchUnfreezePartialTokens(
        address[] calldata wallets,
        uint256[] calldata amounts
    ) external onlyUnitFreezer {
        _checkLength(wallets.length, amounts.length);
        for (uint256 i; i < wallets.length; ++i) _unfreezeUnits(wallets[i], amounts[i]);
    }

    /// @dev See {IERC7943Fungible-setFrozenTokens}.
    function setFrozenTokens(address wallet, uint256 amount) external onlyUnitFreezer returns (bool) {
        if (wallet == address(0)) revert IRwaToken.TokenAddressMissing();
        uint256 frozen = _frozenUnitsOf(wallet);
        if (amount > frozen) emit IERC3643.TokensFrozen(wallet, amount - frozen);
        else if (amount < frozen) emit IERC3643.TokensUnfrozen(wallet, frozen - amount);
        _setFrozenUnits(wallet, amount);
        return true;
    }

    /// @dev See {IERC3643-recoveryAddress}: all but the movement of the units, which is the token's.
    function recoveryAddress(address lost, address successor, address investor) external onlyRecoverer returns (bool) {
        if (lost == successor) revert IRwaToken.TokenSelfTransfer(lost);
        if (_successorOf(lost) != address(0)) revert IRwaToken.TokenWalletRecovered(lost, _successorOf(lost));
        _agree(lost, successor, investor);
        _checkWallet(successor);

        _moveFreezes(lost, successor);
        _setSuccessor(lost, successor);
        emit IERC3643.RecoverySuccess(lost, successor, investor);
        return true;
    }

    /// @dev Both wallets are of one identity: by the registry, or, for a wallet new to it, by the identity's own word
    /// that the wallet is a management key. A lost wallet that another token of the same storage recovered first is
    /// no longer registered; its last identity counts.
    function _agree(address lost, address successor, address investor) private {
        IERC3643IdentityRegistry registry = _settings().identityRegistry;
        address known = address(registry.identity(lost));
        bool registered = known != address(0);
        if (!registered) known = address(IIdentityChecks(address(registry)).lastIdentity(lost));
        if (known == address(0) || known != investor) revert IRwaToken.TokenIdentityMismatch(lost, investor, known);

        address found = address(registry.identity(successor));
        if (found == investor) return;
        // An identity without a contract has no keys; its wallets are named by the registry alone.
        bool isKey =
            found == address(0) &&
                registered &&
                successor != address(0) &&
                investor.code.length != 0 &&
                IIdentity(investor).keyHasPurpose(keccak256(abi.encode(successor)), MANAGEMENT);
        if (!isKey) revert IRwaToken.TokenIdentityMismatch(successor, investor, found);
        registry.registerIdentity(successor, IIdentity(investor), registry.investorCountry(lost));
    }
}
