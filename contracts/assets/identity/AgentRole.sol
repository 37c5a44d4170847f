// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAgentRole} from "../../interfaces/erc3643/IAgentRole.sol";
import {IAgents} from "./IAgents.sol";
import {SuiteOwnable} from "./SuiteOwnable.sol";

/// @notice Agents appointed by the owner.
abstract contract AgentRole is SuiteOwnable, IAgents {
    /// @custom:storage-location erc7201:muniment.storage.AgentRole
    struct AgentRoleStorage {
        mapping(address account => bool) agents;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.AgentRole")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant AGENT_ROLE_SLOT = 0x5cf855ef65898ce10deffc42c5b8cd2c1244a93f033e64b3ca3c1f4289553d00;

    modifier onlyAgent() {
        _checkAgent();
        _;
    }

    /// @inheritdoc IAgentRole
    function addAgent(address agent) external onlyOwner {
        _addAgent(agent);
    }

    /// @inheritdoc IAgentRole
    function removeAgent(address agent) external onlyOwner {
        _removeAgent(agent);
    }

    /// @inheritdoc IAgentRole
    function isAgent(address agent) public view returns (bool) {
        return _agentRole().agents[agent];
    }

    function _addAgent(address agent) internal {
        if (agent == address(0)) revert AgentMissing();
        if (isAgent(agent)) revert AgentAlreadyAppointed(agent);
        _agentRole().agents[agent] = true;
        emit AgentAdded(agent);
    }

    function _removeAgent(address agent) internal {
        if (!isAgent(agent)) revert AgentNotAppointed(agent);
        _agentRole().agents[agent] = false;
        emit AgentRemoved(agent);
    }

    function _checkAgent() internal view {
        if (!isAgent(_msgSender())) revert AgentRequired(_msgSender());
    }

    function _agentRole() private pure returns (AgentRoleStorage storage $) {
        assembly ("memory-safe") {
            $.slot := AGENT_ROLE_SLOT // ERC-7201 pointer
        }
    }
}
