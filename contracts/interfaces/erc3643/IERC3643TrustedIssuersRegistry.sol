// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IClaimIssuer} from "./IClaimIssuer.sol";

/// @notice The claim issuers trusted, and for which topics. Source: ERC-3643.
interface IERC3643TrustedIssuersRegistry {
    event TrustedIssuerAdded(address indexed trustedIssuer, uint256[] claimTopics);
    event TrustedIssuerRemoved(address indexed trustedIssuer);
    event ClaimTopicsUpdated(address indexed trustedIssuer, uint256[] claimTopics);

    /// @notice Trusts an issuer for at least one topic. *Caller:* the owner.
    function addTrustedIssuer(IClaimIssuer _trustedIssuer, uint256[] calldata _claimTopics) external;

    /// @notice Stops trusting an issuer. *Caller:* the owner.
    function removeTrustedIssuer(IClaimIssuer _trustedIssuer) external;

    /// @notice Replaces the topics an issuer is trusted for. *Caller:* the owner.
    function updateIssuerClaimTopics(IClaimIssuer _trustedIssuer, uint256[] calldata _claimTopics) external;

    /// @notice All trusted issuers.
    function getTrustedIssuers() external view returns (IClaimIssuer[] memory);

    /// @notice The issuers trusted for a topic.
    function getTrustedIssuersForClaimTopic(uint256 claimTopic) external view returns (IClaimIssuer[] memory);

    /// @notice Whether the issuer is trusted for any topic.
    function isTrustedIssuer(address _issuer) external view returns (bool);

    /// @notice The topics an issuer is trusted for.
    function getTrustedIssuerClaimTopics(IClaimIssuer _trustedIssuer) external view returns (uint256[] memory);

    /// @notice Whether the issuer is trusted for the topic.
    function hasClaimTopic(address _issuer, uint256 _claimTopic) external view returns (bool);
}
