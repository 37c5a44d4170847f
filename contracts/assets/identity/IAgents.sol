// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";

/// @notice The errors of the agent role.
interface IAgents is IAgentRole {
    error AgentRequired(address caller);
    error AgentAlreadyAppointed(address agent);
    error AgentNotAppointed(address agent);
    error AgentMissing();
}
