// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Asks the asset's lifecycle whether units may move or be created now. Source: COMPLIANCE-16.
interface ILifecycleGateModule is IModule {
    event GateSet(address indexed compliance, address indexed gate);

    error GateMissing(address gate);

    /// @notice Sets the gate to ask. *Caller:* a bound compliance.
    /// @param gate An {IAssetGate} contract.
    /// @dev *Reverts:* {GateMissing} when it is zero or has no code.
    function setGate(address gate) external;

    /// @notice The gate of a compliance, or zero, which refuses everything but burns.
    function gateOf(address compliance) external view returns (address);
}
