// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IStepFamily} from "./IStepFamily.sol";

/// @notice A family that takes no failed call for an answer: too little gas is a revert.
abstract contract UnreservedFamily is IStepFamily {
    /// @inheritdoc IStepFamily
    function reserve() external pure returns (uint256) {
        return 0;
    }
}
