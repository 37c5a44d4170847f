// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {WalletChange} from "../WalletChange.sol";
import {IModule} from "./IModule.sol";

/// @notice A module that gets the context of a movement instead of asking for it, and says which events it needs.
/// {IModule} stays open beside it, so that the same module serves a compliance of another make.
interface IRuleModule is IModule {
    /// @notice Judges a movement and books it, in one call before balances change.
    /// @param movement Complete: identities are filled in.
    /// @param epoch {epochOf} the calling compliance, as it was when it bound the module: a compliance that keeps it
    /// spares the module looking it up.
    /// @return allowed Always true for kinds that are not judged (burn, forced, recovery).
    /// @dev *Caller:* a compliance, which thereby writes in its own books only.
    function enforce(Movement memory movement, uint256 epoch) external returns (bool allowed);

    /// @notice Acts after balances changed. *Caller:* a bound compliance.
    function settle(Movement memory movement) external;

    /// @notice The registry changed what it says of a wallet. *Caller:* a bound compliance.
    function walletChanged(WalletChange memory change) external;

    /// @notice Whether the rule allows a movement for a compliance.
    function allows(Movement memory movement, address compliance) external view returns (bool);

    /// @notice Number of a compliance's present, or next, binding; its books are kept under it.
    function epochOf(address compliance) external view returns (uint256);

    /// @notice The calls this module needs, as bits of {RuleHooks}. It never changes.
    function hooks() external pure returns (uint16);
}
