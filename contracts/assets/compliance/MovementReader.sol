// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {Movement} from "./Movement.sol";
import {MovementKind} from "./MovementKind.sol";

/// @notice Fetches the context of a movement from token and registry, where the caller did not bring it.
library MovementReader {
    /// @notice A movement that is to come.
    /// @param compliance Whose bound token it is about.
    function upcoming(
        address compliance,
        address from,
        address to,
        uint256 amount
    ) internal view returns (Movement memory movement) {
        IERC3643 token = IERC3643(IERC3643Compliance(compliance).getTokenBound());
        MovementKind kind = MovementKind.Transfer;
        if (to == address(0)) kind = MovementKind.Burn;
        else if (from == address(0)) kind = MovementKind.Mint;
        (movement.kind, movement.token) = (kind, address(token));
        (movement.from, movement.to, movement.amount) = (from, to, amount);
        if (from != address(0)) movement.fromBalance = token.balanceOf(from);
        if (to != address(0)) movement.toBalance = token.balanceOf(to);
        fillParties(movement);
    }

    /// @notice A movement that has just happened; the balances are those before it, so that balance less or plus the
    /// amount is the balance now.
    /// @dev They wrap where a rule that was told earlier has already moved the units on.
    function past(
        address compliance,
        address from,
        address to,
        uint256 amount
    ) internal view returns (Movement memory movement) {
        movement = upcoming(compliance, from, to, amount);
        if (from == to) return movement;
        unchecked {
            if (from != address(0)) movement.fromBalance += amount;
            if (to != address(0)) movement.toBalance -= amount;
        }
    }

    /// @notice Fills in identities and countries.
    function fillParties(Movement memory movement) internal view {
        IERC3643IdentityRegistry registry = IERC3643(movement.token).identityRegistry();
        (movement.fromIdentity, movement.fromCountry) = partyOf(registry, movement.from);
        (movement.toIdentity, movement.toCountry) = partyOf(registry, movement.to);
    }

    /// @notice The identity of a wallet, or the wallet itself while it has none, and its country.
    function partyOf(
        IERC3643IdentityRegistry registry,
        address wallet
    ) internal view returns (address identity, uint16 country) {
        if (wallet == address(0)) return (address(0), 0);
        identity = address(registry.identity(wallet));
        if (identity == address(0)) return (wallet, 0);
        country = registry.investorCountry(wallet);
    }

    /// @notice Whether the caller of a rule left the identities open.
    function lacksParties(Movement memory movement) internal pure returns (bool) {
        return movement.fromIdentity == address(0) && movement.toIdentity == address(0);
    }
}
