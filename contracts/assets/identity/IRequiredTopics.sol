// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643ClaimTopicsRegistry} from "../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";

/// @notice The errors of the claim topics registry.
interface IRequiredTopics is IERC3643ClaimTopicsRegistry {
    error TopicAlreadyRequired(uint256 topic);
    error TopicNotRequired(uint256 topic);
    error TopicsTooMany(uint256 limit);
}
