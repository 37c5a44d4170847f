// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";

/// @notice The errors of the trusted issuers registry.
interface ITrustedIssuers is IERC3643TrustedIssuersRegistry {
    error IssuerMissing();
    error IssuerAlreadyTrusted(address issuer);
    error IssuerNotTrusted(address issuer);
    error IssuerWithoutTopics(address issuer);
    error IssuerTopicTwice(address issuer, uint256 topic);
    error IssuerTopicsTooMany(uint256 limit, uint256 actual);
    error IssuersTooMany(uint256 limit);
}
