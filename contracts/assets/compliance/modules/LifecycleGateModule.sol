// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetGate} from "../../../interfaces/IAssetGate.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {ILifecycleGateModule} from "./ILifecycleGateModule.sol";
import {IModule} from "./IModule.sol";

/// @notice Asks the asset's lifecycle whether units may move or be created now. Source: COMPLIANCE-16.
contract LifecycleGateModule is AbstractModule, ILifecycleGateModule {
    mapping(address compliance => mapping(uint256 epoch => address gate)) private _gates;

    /// @inheritdoc ILifecycleGateModule
    function setGate(address gate) external onlyBoundCompliance {
        if (gate.code.length == 0) revert GateMissing(gate);
        _gates[msg.sender][_epoch(msg.sender)] = gate;
        emit GateSet(msg.sender, gate);
    }

    /// @inheritdoc IModule
    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool) {
        if (to == address(0)) return true;
        address gate = gateOf(compliance);
        if (gate == address(0)) return false;
        address token = address(_token(compliance));
        if (from == address(0)) return IAssetGate(gate).canMint(token, value);
        return IAssetGate(gate).isTransferOpen(token);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "LifecycleGateModule";
    }

    /// @inheritdoc ILifecycleGateModule
    function gateOf(address compliance) public view returns (address) {
        return _gates[compliance][_epoch(compliance)];
    }
}
