// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentRestrictions} from "../../types/AgentRestrictions.sol";
import {IERC3643} from "./IERC3643.sol";

/// @notice What deployed tokens offer beyond ERC-3643. ABI and ERC-165 id as deployed software knows them.
interface IToken is IERC3643 {
    /// @notice Limits what an agent may do. *Caller:* the owner.
    function setAgentRestrictions(address agent, AgentRestrictions memory restrictions) external;

    /// @notice Lets spenders move everybody's units, except those of holders who opted out. *Caller:* the owner.
    function setAllowanceForAll(bool _allow, address[] calldata _targets) external;

    /// @notice The caller opts out of default allowances.
    function disableDefaultAllowance() external;

    /// @notice The caller takes part in default allowances again.
    function enableDefaultAllowance() external;

    /// @notice What an agent may not do.
    function getAgentRestrictions(address agent) external view returns (AgentRestrictions memory);
}
