// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AgentRestrictions} from "../../types/AgentRestrictions.sol";

/// @notice What a factory needs to deploy one token with its identity registry and compliance.
/// @param owner Final owner of all three; a contract that cannot accept (an AccessManager) will do.
/// @param name Name of the token.
/// @param symbol Ticker of the token.
/// @param decimals Decimals of the token, 0 … 18.
/// @param onchainID The token's own identity contract, or zero.
/// @param identityStorage Shared identity storage; the factory and its caller must be binders there.
/// @param trustedIssuers Shared registry of trusted issuers.
/// @param claimTopics Shared registry of required topics.
/// @param modules Rule modules.
/// @param moduleSettings For each module, the calls that set it ({IModularCompliance-callModuleFunction} data).
/// @param tokenAgents Agents of the token.
/// @param restrictions For each of them, what it may not do.
/// @param identityAgents Agents of the identity registry; the token is one besides.
/// @param unpaused Whether holders may transfer at once.
/// @param salt Any value the caller has not used before at this factory.
struct SuiteDetails {
    address owner;
    string name;
    string symbol;
    uint8 decimals;
    address onchainID;
    address identityStorage;
    address trustedIssuers;
    address claimTopics;
    address[] modules;
    bytes[][] moduleSettings;
    address[] tokenAgents;
    AgentRestrictions[] restrictions;
    address[] identityAgents;
    bool unpaused;
    bytes32 salt;
}
