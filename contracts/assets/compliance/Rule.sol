// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One rule of a {ModularCompliance}, packed: module (160 bits), {RuleHooks} bits (16), whether it knows
/// {IModule} only (1 bit), from bit 192 the number of its binding (64 bits).
type Rule is uint256;

using {moduleOf, hooksOf, isForeign, epochOf} for Rule global;

uint256 constant FOREIGN_BIT = 1 << 176;

/// @notice Packs a rule.
/// @param epoch Number of its binding; zero for a foreign module.
function ruleOf(address module, uint16 hooks, bool foreign, uint64 epoch) pure returns (Rule) {
    uint256 flag = foreign ? FOREIGN_BIT : 0;
    return Rule.wrap(uint160(module) | (uint256(hooks) << 160) | flag | (uint256(epoch) << 192));
}

/// @notice The module.
function moduleOf(Rule rule) pure returns (address) {
    return address(uint160(Rule.unwrap(rule)));
}

/// @notice {RuleHooks} bits; what a foreign module gets is fixed.
function hooksOf(Rule rule) pure returns (uint16) {
    return uint16(Rule.unwrap(rule) >> 160);
}

/// @notice Whether the module knows {IModule} only.
function isForeign(Rule rule) pure returns (bool) {
    return Rule.unwrap(rule) & FOREIGN_BIT != 0;
}

/// @notice Number of its binding.
function epochOf(Rule rule) pure returns (uint256) {
    return Rule.unwrap(rule) >> 192;
}
