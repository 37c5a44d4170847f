// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetGate} from "../../../interfaces/IAssetGate.sol";
import {Movement} from "../Movement.sol";
import {MovementKind} from "../MovementKind.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {ILifecycleGateModule} from "./ILifecycleGateModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Asks the asset's lifecycle whether units may move or be created now. Source: COMPLIANCE-16.
contract LifecycleGateModule is AbstractModule, ILifecycleGateModule {
    mapping(bytes32 book => address gate) private _gates;

    /// @inheritdoc ILifecycleGateModule
    function setGate(address gate) external {
        bytes32 book = _callerBook();
        if (gate.code.length == 0) revert GateMissing(gate);
        _gates[book] = gate;
        emit GateSet(msg.sender, gate);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "LifecycleGateModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT;
    }

    /// @inheritdoc ILifecycleGateModule
    function gateOf(address compliance) public view returns (address) {
        return _gates[_bookOf(compliance)];
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        address gate = _gates[book];
        if (gate == address(0)) return false;
        if (movement.kind == MovementKind.Mint) return IAssetGate(gate).canMint(movement.token, movement.amount);
        return IAssetGate(gate).isTransferOpen(movement.token);
    }
}
