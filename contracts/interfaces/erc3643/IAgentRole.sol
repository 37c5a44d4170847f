// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Accounts that operate a token, an identity registry or an identity storage on its owner's behalf.
/// Source: ERC-3643.
interface IAgentRole {
    event AgentAdded(address indexed _agent);
    event AgentRemoved(address indexed _agent);

    /// @notice Makes an account an agent. *Caller:* the owner.
    function addAgent(address _agent) external;

    /// @notice Ends an account's agency. *Caller:* the owner.
    function removeAgent(address _agent) external;

    /// @notice Whether the account is an agent.
    function isAgent(address _agent) external view returns (bool);
}
