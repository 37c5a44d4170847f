// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "./Movement.sol";

/// @notice A compliance that judges and books a movement in one call, from a context fetched once.
/// @dev A token finds out by ERC-165 whether its compliance offers this, and otherwise asks as ERC-3643 has it.
interface ITransferRules {
    /// @notice Judges a movement and, if allowed, books it, before the balances change.
    /// @param movement Identities may be left zero; they are then fetched if a rule needs them.
    /// @return allowed Whether every rule allows it. False means that the caller must revert.
    /// @return settles Whether {settle} must follow once the balances have changed.
    /// @dev *Caller:* the bound token. *Reverts:* {IModularCompliance-ComplianceTokenNotBound}.
    function enforce(Movement memory movement) external returns (bool allowed, bool settles);

    /// @notice Tells the rules that act after a movement. *Caller:* the bound token.
    function settle(Movement memory movement) external;

    /// @notice Has the token told of every change of {RuleHooks} bits by {IRulesListener-rulesChanged}, so that it need
    /// not ask where nothing is to be asked.
    /// @return hooks The bits now.
    /// @dev *Caller:* the bound token. *Reverts:* {IModularCompliance-ComplianceTokenNotBound}.
    function subscribe() external returns (uint16 hooks);

    /// @notice Whether every rule allows a movement. Identities as for {enforce}.
    function allows(Movement memory movement) external view returns (bool);
}
