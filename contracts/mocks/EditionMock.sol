// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Code that a test recognises, to switch a proxy to.
contract EditionMock {
    /// @notice Always 2.
    function edition() external pure returns (uint256) {
        return 2;
    }
}
