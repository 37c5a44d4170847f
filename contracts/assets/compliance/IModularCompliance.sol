// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643Compliance} from "../../interfaces/erc3643/IERC3643Compliance.sol";

/// @notice A compliance made of rule modules. ABI as deployed software knows it.
interface IModularCompliance is IERC3643Compliance {
    event ModuleAdded(address indexed _module);
    event ModuleRemoved(address indexed _module);
    event ModuleInteraction(address indexed target, bytes4 selector);

    error ComplianceTokenMissing();
    error ComplianceBindForbidden(address caller, address token);
    error ComplianceTokenNotBound(address token);
    error ComplianceModuleMissing();
    error ComplianceModuleAlreadyBound(address module);
    error ComplianceModuleNotBound(address module);
    error ComplianceModuleUnfit(address module);
    error ComplianceModulesTooMany(uint256 limit);
    error ComplianceHookForbidden(bytes4 selector);

    /// @notice Adds a rule.
    /// @dev *Caller:* the owner. *Reverts:* {ComplianceModuleMissing}, {ComplianceModuleAlreadyBound},
    /// {ComplianceModulesTooMany}, {ComplianceModuleUnfit}.
    function addModule(address _module) external;

    /// @notice Takes a rule away, whether the module agrees or not.
    /// @dev *Caller:* the owner. *Reverts:* {ComplianceModuleNotBound}.
    function removeModule(address _module) external;

    /// @notice Adds a rule and sets it.
    /// @param _interactions Calls to the module, as for {callModuleFunction}.
    /// @dev *Caller:* the owner.
    function addAndSetModule(address _module, bytes[] calldata _interactions) external;

    /// @notice Calls a module in the name of this compliance, which is how rules are set.
    /// @param callData Selector and arguments. Hooks and bindings are refused.
    /// @dev *Caller:* the owner. *Reverts:* {ComplianceModuleNotBound}, {ComplianceHookForbidden}, as the module does.
    function callModuleFunction(bytes calldata callData, address _module) external;

    /// @notice All modules.
    function getModules() external view returns (address[] memory);

    /// @notice Whether the module is one of them.
    function isModuleBound(address _module) external view returns (bool);
}
