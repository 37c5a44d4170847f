// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643ClaimTopicsRegistry} from "../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";
import {IRequiredTopics} from "./IRequiredTopics.sol";
import {VerificationSource} from "./VerificationSource.sol";

/// @notice The claim topics a holder's identity must prove. Source: IDENTITY-1.
contract ClaimTopicsRegistry is VerificationSource, IRequiredTopics, IERC165 {
    using EnumerableSet for EnumerableSet.UintSet;

    /// @custom:storage-location erc7201:muniment.storage.ClaimTopicsRegistry
    struct ClaimTopicsStorage {
        EnumerableSet.UintSet topics;
    }

    uint256 private constant MAX_TOPICS = 15;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.ClaimTopicsRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant CLAIM_TOPICS_SLOT = 0xad31f6d32ee6d287a4a1f0a57edc00cc9c90553974e32d26f98c6c10ecfaaa00;

    /// @notice Makes the caller the owner.
    function init() external initializer {
        __Ownable_init(_msgSender());
    }

    /// @inheritdoc IERC3643ClaimTopicsRegistry
    function addClaimTopic(uint256 topic) external onlyOwner {
        EnumerableSet.UintSet storage topics = _claimTopics().topics;
        if (topics.length() >= MAX_TOPICS) revert TopicsTooMany(MAX_TOPICS);
        if (!topics.add(topic)) revert TopicAlreadyRequired(topic);
        emit ClaimTopicAdded(topic);
        _advanceEpoch();
    }

    /// @inheritdoc IERC3643ClaimTopicsRegistry
    function removeClaimTopic(uint256 topic) external onlyOwner {
        if (!_claimTopics().topics.remove(topic)) revert TopicNotRequired(topic);
        emit ClaimTopicRemoved(topic);
    }

    /// @inheritdoc IERC3643ClaimTopicsRegistry
    function getClaimTopics() external view returns (uint256[] memory) {
        return _claimTopics().topics.values();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC3643ClaimTopicsRegistry).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    function _claimTopics() private pure returns (ClaimTopicsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := CLAIM_TOPICS_SLOT // ERC-7201 pointer
        }
    }
}
