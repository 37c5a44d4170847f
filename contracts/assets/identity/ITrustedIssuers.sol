// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";

/// @notice What the trusted issuers registry offers beyond ERC-3643: which issuers are asked directly.
interface ITrustedIssuers is IERC3643TrustedIssuersRegistry {
    error IssuerMissing();
    error IssuerAlreadyTrusted(address issuer);
    error IssuerNotTrusted(address issuer);
    error IssuerWithoutTopics(address issuer);
    error IssuerTopicTwice(address issuer, uint256 topic);
    error IssuerTopicsTooMany(uint256 limit, uint256 actual);
    error IssuersTooMany(uint256 limit);

    /// @notice Issuers trusted for a topic: the address in the low 160 bits, bit 160 set for an issuer that is an
    /// {IClaimVerifier} and is asked directly instead of through the subject's identity contract.
    function claimSourcesFor(uint256 topic) external view returns (uint256[] memory);
}
