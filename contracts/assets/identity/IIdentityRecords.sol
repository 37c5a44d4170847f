// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";

/// @notice What the identity storage offers beyond ERC-3643: binders, and the last identity of a removed wallet.
interface IIdentityRecords is IERC3643IdentityRegistryStorage {
    /// @notice An account may, or may no longer, bind identity registries.
    event BinderSet(address indexed binder, bool allowed);

    error IdentityAddressMissing();
    error IdentityAlreadyStored(address wallet);
    error IdentityNotStored(address wallet);
    error RegistryAlreadyBound(address registry);
    error RegistryNotBound(address registry);
    error RegistriesTooMany(uint256 limit);
    error BinderRequired(address caller);

    /// @notice Lets an account bind identity registries here: a factory, and those who may deploy through it.
    /// @param binder The account.
    /// @param allowed False takes the right away.
    /// @dev *Caller:* the owner. *Reverts:* {IdentityAddressMissing}.
    function setBinder(address binder, bool allowed) external;

    /// @notice Whether an account may bind identity registries: a binder, or the owner.
    function isBinder(address account) external view returns (bool);

    /// @notice The identity of a wallet, or the one it had when it was removed. Recovery on a second token of the
    /// same storage needs it (TOKEN-20).
    function lastStoredIdentity(address wallet) external view returns (IIdentity);

    /// @notice Identity and country of two wallets, zero for one that is not stored.
    function entriesOf(
        address first,
        address second
    ) external view returns (IIdentity, uint16 firstCountry, IIdentity, uint16 secondCountry);
}
