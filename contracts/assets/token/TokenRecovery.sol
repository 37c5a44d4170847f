// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityChecks} from "../identity/IIdentityChecks.sol";
import {TokenSupply} from "./TokenSupply.sol";

/// @notice Recovery of a lost wallet. Source: TOKEN-19 to TOKEN-22.
abstract contract TokenRecovery is TokenSupply {
    uint256 private constant MANAGEMENT = 1;

    /// @inheritdoc IERC3643
    function recoveryAddress(address lost, address successor, address investor) external onlyRecoverer returns (bool) {
        if (lost == successor) revert TokenSelfTransfer(lost);
        if (recoveredTo(lost) != address(0)) revert TokenWalletRecovered(lost, recoveredTo(lost));
        _agree(lost, successor, investor);
        _checkReceiver(successor);

        uint256 balance = balanceOf(lost);
        _moveFreezes(lost, successor);
        _setSuccessor(lost, successor);
        _transfer(lost, successor, balance);
        emit RecoverySuccess(lost, successor, investor);

        // The rules still see both wallets under one identity; only then the lost one is forgotten.
        compliance().transferred(lost, successor, balance);
        if (identityRegistry().contains(lost)) identityRegistry().deleteIdentity(lost);
        return true;
    }

    /// @dev Both wallets are of one identity: by the registry, or, for a wallet new to it, by the identity's own word
    /// that the wallet is a management key. A lost wallet that another token of the same storage recovered first is
    /// no longer registered; its last identity counts.
    function _agree(address lost, address successor, address investor) private {
        IERC3643IdentityRegistry registry = identityRegistry();
        address known = address(registry.identity(lost));
        bool registered = known != address(0);
        if (!registered) known = address(IIdentityChecks(address(registry)).lastIdentity(lost));
        if (known == address(0) || known != investor) revert TokenIdentityMismatch(lost, investor, known);

        address found = address(registry.identity(successor));
        if (found == investor) return;
        bool isKey =
            found == address(0) &&
                registered &&
                successor != address(0) &&
                IIdentity(investor).keyHasPurpose(keccak256(abi.encode(successor)), MANAGEMENT);
        if (!isKey) revert TokenIdentityMismatch(successor, investor, found);
        registry.registerIdentity(successor, IIdentity(investor), registry.investorCountry(lost));
    }
}
