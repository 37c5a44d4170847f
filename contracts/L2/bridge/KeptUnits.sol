// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IERC3643} from "../../interfaces/erc3643/IERC3643.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IL2PermissionedGateway} from "../../interfaces/IL2PermissionedGateway.sol";
import {L2Gateway} from "./L2Gateway.sol";

/// @notice Units that came back from L1 to somebody who may not hold them yet. Source: spec/bridge.md, BRIDGE-22.
abstract contract KeptUnits is IL2PermissionedGateway, L2Gateway, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    LockedUnits[] private _kept;

    /// @inheritdoc IL2PermissionedGateway
    function releaseKept(uint64 id, address wallet) external nonReentrant {
        if (id >= _kept.length || _kept[id].amount == 0) revert L2PermissionedKeptUnknown(id);
        LockedUnits memory kept = _kept[id];
        _checkIdentity(kept, wallet);
        _kept[id].amount = 0;
        emit KeptUnitsReleased(id, wallet, kept.amount);
        // Another wallet is no way around the freeze of the one that was to get them.
        if (IERC3643(kept.token).isFrozen(kept.recipient) || !_unlock(kept.token, wallet, kept.amount)) {
            revert L2PermissionedIneligible(kept.token, wallet);
        }
    }

    /// @inheritdoc IL2PermissionedGateway
    function keptUnits(uint64 id) external view returns (LockedUnits memory) {
        return _kept[id];
    }

    /// @dev Gives locked units to a wallet, or keeps them for its identity.
    function _unlockOrKeep(address token, address wallet, uint256 amount) internal {
        if (_unlock(token, wallet, amount)) {
            emit UnitsUnlocked(token, wallet, amount);
            return;
        }
        LockedUnits memory kept = LockedUnits(token, wallet, _identityOf(token, wallet), amount);
        uint64 id = uint64(_kept.length);
        _kept.push(kept);
        emit UnitsKept(id, wallet, kept);
    }

    /// @dev False when the token's rules do not let the units go; then nothing has moved.
    function _unlock(address token, address wallet, uint256 amount) private returns (bool) {
        return IERC20(token).trySafeTransfer(wallet, amount);
    }

    function _checkIdentity(LockedUnits memory kept, address wallet) private view {
        // Who had no identity then is known by the wallet alone; who had one, by that alone.
        if (kept.identity == address(0) && wallet == kept.recipient) return;
        address actual = _identityOf(kept.token, wallet);
        if (kept.identity == address(0) || actual != kept.identity) {
            revert L2PermissionedIdentityMismatch(kept.identity, actual);
        }
    }

    function _identityOf(address token, address wallet) private view returns (address) {
        IERC3643IdentityRegistry registry = IERC3643(token).identityRegistry();
        return registry.contains(wallet) ? address(registry.identity(wallet)) : address(0);
    }
}
