// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643IdentityRegistry} from "./IERC3643IdentityRegistry.sol";

/// @notice What deployed identity registries offer beyond ERC-3643. ABI and ERC-165 id as deployed software knows them.
interface IIdentityRegistry is IERC3643IdentityRegistry {
    /// @notice Takes every wallet for verified from now on. *Caller:* the owner.
    /// @dev *Reverts:* {IIdentityChecks-RegistryChecksUnchanged}.
    function disableEligibilityChecks() external;

    /// @notice Asks for registration and claims again. *Caller:* the owner.
    /// @dev *Reverts:* {IIdentityChecks-RegistryChecksUnchanged}.
    function enableEligibilityChecks() external;
}
