// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One rule of a {ModularCompliance}.
/// @param module The module.
/// @param hooks {RuleHooks} bits; what a foreign module gets is fixed.
/// @param foreign Whether it knows {IModule} only.
/// @param epoch Number of its binding, for a module that is not foreign.
struct Rule {
    address module;
    uint16 hooks;
    bool foreign;
    uint64 epoch;
}
