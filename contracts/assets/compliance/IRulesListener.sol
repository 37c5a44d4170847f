// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A token that is told when its compliance's rules change. Source: COMPLIANCE-17.
interface IRulesListener {
    /// @param hooks {RuleHooks} bits of all rules; all bits once the compliance has let the token go.
    /// @dev *Caller:* its compliance; anybody else is ignored.
    function rulesChanged(uint16 hooks) external;
}
