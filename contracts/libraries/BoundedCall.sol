// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Calls of contracts that are not trusted: with a bound on their gas, and without a copy of what they return,
/// so that neither takes the gas that the caller needs afterwards. Source: spec/bridge.md, BRIDGE-5.
library BoundedCall {
    /// @notice Calls with at most so much gas.
    /// @return success Whether the call returned.
    function tryCall(address target, uint256 gasLimit, bytes memory data) internal returns (bool success) {
        assembly ("memory-safe") {
            // No value; nothing of what is returned is copied.
            success := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
        }
    }

    /// @notice Sends wei with at most so much gas.
    /// @return success Whether they were taken.
    function trySend(address target, uint256 gasLimit, uint256 amount) internal returns (bool success) {
        assembly ("memory-safe") {
            // No data; nothing of what is returned is copied.
            success := call(gasLimit, target, amount, 0, 0, 0, 0)
        }
    }

    /// @notice Whether a call gets at least so much gas now, and as much as `reserve` is left after it.
    function isGasEnough(uint256 least, uint256 reserve) internal view returns (bool) {
        // A call gets all but a 64th of what there is (EIP-150).
        return (gasleft() * 63) / 64 >= least + reserve;
    }
}
