// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A target for executions: counts calls, or refuses them.
contract Counter {
    /// @notice Calls that succeeded.
    uint256 public count;
    /// @notice Wei received.
    uint256 public received;
    bool private _isOpen = true;

    /// @notice Makes {increment} refuse or not.
    function setOpen(bool isOpen) external {
        _isOpen = isOpen;
    }

    /// @notice Counts one call.
    function increment() external payable {
        assert(_isOpen);
        ++count;
        received += msg.value;
    }
}
