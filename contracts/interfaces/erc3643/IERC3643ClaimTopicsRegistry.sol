// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The claim topics a holder's identity must prove. Source: ERC-3643.
interface IERC3643ClaimTopicsRegistry {
    event ClaimTopicAdded(uint256 indexed claimTopic);
    event ClaimTopicRemoved(uint256 indexed claimTopic);

    /// @notice Requires a topic. *Caller:* the owner.
    function addClaimTopic(uint256 _claimTopic) external;

    /// @notice Stops requiring a topic. *Caller:* the owner.
    function removeClaimTopic(uint256 _claimTopic) external;

    /// @notice All required topics.
    function getClaimTopics() external view returns (uint256[] memory);
}
