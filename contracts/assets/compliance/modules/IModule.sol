// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One rule of a {ModularCompliance}. A module serves many compliances; its state is per compliance.
interface IModule {
    event ComplianceBound(address indexed _compliance);
    event ComplianceUnbound(address indexed _compliance);

    error ModuleCallerNotCompliance(address caller);
    error ModuleAlreadyBound(address compliance);
    error ModuleNotBound(address compliance);

    /// @notice Starts serving a compliance. *Caller:* that compliance.
    function bindCompliance(address _compliance) external;

    /// @notice Stops serving a compliance and forgets its state. *Caller:* that compliance.
    function unbindCompliance(address _compliance) external;

    /// @notice Units moved. *Caller:* a bound compliance.
    function moduleTransferAction(address _from, address _to, uint256 _value) external;

    /// @notice Units were created. *Caller:* a bound compliance.
    function moduleMintAction(address _to, uint256 _value) external;

    /// @notice Units were destroyed. *Caller:* a bound compliance.
    function moduleBurnAction(address _from, uint256 _value) external;

    /// @notice Whether the rule allows a move; `_from` zero means a mint, `_to` zero a burn.
    function moduleCheck(address _from, address _to, uint256 _value, address _compliance) external view returns (bool);

    /// @notice Whether a compliance is served.
    function isComplianceBound(address _compliance) external view returns (bool);

    /// @notice Whether a compliance may bind this module in its present state.
    function canComplianceBind(address _compliance) external view returns (bool);

    /// @notice Whether any compliance may bind this module in any state.
    function isPlugAndPlay() external pure returns (bool);

    /// @notice Name of the rule.
    function name() external pure returns (string memory _name);
}
