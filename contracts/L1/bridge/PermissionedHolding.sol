// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IL1PermissionedGateway} from "./IL1PermissionedGateway.sol";
import {Payouts} from "./Payouts.sol";

/// @notice Units that their recipient may not hold yet. They are created only when they are released, so that no
/// account
/// ever holds them for another. Source: spec/bridge.md, BRIDGE-22, ESCAPE-7.
abstract contract PermissionedHolding is IL1PermissionedGateway, Payouts {
    HeldUnits[] private _heldUnits;

    /// @inheritdoc IL1PermissionedGateway
    function releaseHeld(uint64 id, address wallet) external nonReentrant {
        _checkOpen();
        if (id >= _heldUnits.length || _heldUnits[id].amount == 0) revert PermissionedHeldUnknown(id);
        HeldUnits memory held = _heldUnits[id];
        _checkIdentity(held, wallet);
        _heldUnits[id].amount = 0;
        emit HeldUnitsReleased(id, wallet, held.amount);
        // Another wallet is no way around the freeze of the one that was to get them.
        if (IERC3643(held.form).isFrozen(held.recipient) || !_create(held.form, wallet, held.amount, held.frozen)) {
            revert PermissionedIneligible(held.form, wallet);
        }
    }

    /// @inheritdoc IL1PermissionedGateway
    function heldUnits(uint64 id) external view returns (HeldUnits memory) {
        return _heldUnits[id];
    }

    /// @dev Creates units for a wallet, or holds them for its identity.
    function _createOrHold(address form, address wallet, uint256 amount, uint256 frozen) internal {
        if (_create(form, wallet, amount, frozen)) emit PaidOut(form, wallet, amount);
        else _holdUnits(form, wallet, amount, frozen);
    }

    function _holdUnits(address form, address wallet, uint256 amount, uint256 frozen) internal {
        HeldUnits memory held = HeldUnits(form, wallet, _identityOf(form, wallet), amount, frozen);
        uint64 id = uint64(_heldUnits.length);
        _heldUnits.push(held);
        emit UnitsHeld(id, wallet, held);
    }

    /// @dev False when the form's rules do not let the wallet hold the units; then nothing has changed.
    function _create(address form, address wallet, uint256 amount, uint256 frozen) internal returns (bool) {
        if (!_isEligible(form, wallet)) return false;
        try IERC3643(form).mint(wallet, amount) {
            if (frozen != 0) IERC3643(form).freezePartialTokens(wallet, frozen);
            return true;
        } catch {
            return false;
        }
    }

    function _isEligible(address form, address wallet) internal view returns (bool) {
        return IERC3643(form).identityRegistry().isVerified(wallet) && !IERC3643(form).isFrozen(wallet);
    }

    function _checkIdentity(HeldUnits memory held, address wallet) private view {
        // Who had no identity then is known by the wallet alone; who had one, by that alone.
        if (held.identity == address(0) && wallet == held.recipient) return;
        address actual = _identityOf(held.form, wallet);
        if (held.identity == address(0) || actual != held.identity) {
            revert PermissionedIdentityMismatch(held.identity, actual);
        }
    }

    function _identityOf(address form, address wallet) private view returns (address) {
        IERC3643IdentityRegistry registry = IERC3643(form).identityRegistry();
        return registry.contains(wallet) ? address(registry.identity(wallet)) : address(0);
    }
}
