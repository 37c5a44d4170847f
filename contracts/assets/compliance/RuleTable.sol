// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Rule} from "./Rule.sol";

/// @notice Keeps rules in the code of a contract made for that and nothing else: reading all of them costs less than
/// reading three slots. Changing them makes another one.
library RuleTable {
    // One word a rule: module (160 bits), hooks (16), foreign (1), from bit 192 the epoch (64).
    uint256 private constant HOOKS_SHIFT = 160;
    uint256 private constant FOREIGN_BIT = 1 << 176;
    uint256 private constant EPOCH_SHIFT = 192;

    /// @notice Writes rules down.
    /// @return store A contract that has code to be read only; a call to it does nothing.
    function write(Rule[] memory rules) internal returns (address store) {
        uint256[] memory words = new uint256[](rules.length);
        for (uint256 i; i < rules.length; ++i) {
            Rule memory rule = rules[i];
            uint256 foreign = rule.foreign ? FOREIGN_BIT : 0;
            words[i] =
                uint160(rule.module) |
                (uint256(rule.hooks) << HOOKS_SHIFT) |
                foreign |
                (uint256(rule.epoch) << EPOCH_SHIFT);
        }
        return Clones.cloneWithImmutableArgs(address(0), abi.encode(words));
    }

    /// @notice Reads them; none from the zero address.
    function read(address store) internal view returns (Rule[] memory rules) {
        if (store == address(0)) return rules;
        uint256[] memory words = abi.decode(Clones.fetchCloneArgs(store), (uint256[]));
        rules = new Rule[](words.length);
        for (uint256 i; i < words.length; ++i) {
            uint256 word = words[i];
            rules[i].module = address(uint160(word));
            rules[i].hooks = uint16(word >> HOOKS_SHIFT);
            rules[i].foreign = word & FOREIGN_BIT != 0;
            rules[i].epoch = uint64(word >> EPOCH_SHIFT);
        }
    }

    /// @notice Place of a module; the length if it is not there.
    function placeOf(Rule[] memory rules, address module) internal pure returns (uint256 place) {
        while (place < rules.length && rules[place].module != module) ++place;
    }
}
