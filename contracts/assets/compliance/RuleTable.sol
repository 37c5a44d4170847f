// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Rule} from "./Rule.sol";

/// @notice Keeps rules in the code of a contract made for that and nothing else: reading all of them costs less than
/// reading three slots. Changing them makes another one.
library RuleTable {
    /// @notice Writes rules down.
    /// @return store A contract that has code to be read only; a call to it does nothing.
    function write(Rule[] memory rules) internal returns (address store) {
        return Clones.cloneWithImmutableArgs(address(0), abi.encode(rules));
    }

    /// @notice Reads them; none from the zero address.
    function read(address store) internal view returns (Rule[] memory rules) {
        if (store != address(0)) rules = abi.decode(Clones.fetchCloneArgs(store), (Rule[]));
    }

    /// @notice Place of a module; the length if it is not there.
    function placeOf(Rule[] memory rules, address module) internal pure returns (uint256 place) {
        while (place < rules.length && rules[place].moduleOf() != module) ++place;
    }
}
