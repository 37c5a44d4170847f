// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetId} from "../../types/AssetId.sol";
import {TokenizationRecord} from "../../types/TokenizationRecord.sol";

/// @notice Stage three: a structured asset gets its token. Source: spec/lifecycle.md, LIFE-27 and LIFE-28.
interface ITokenization {
    event TokenizationSubmitted(AssetId indexed asset, bytes32 indexed submission, TokenizationRecord record);

    error TokenizationTokenUnknown(address token);
    error TokenizationOwnerMismatch(address expected, address actual);
    error TokenizationCodeMismatch(bytes32 expected, bytes32 actual);
    error TokenizationDecimalsMismatch(uint8 expected, uint8 actual);
    error TokenizationSupplyNotZero(uint256 supply);
    error TokenizationGateMissing(address token, address gateModule);
    error TokenizationAgentMissing(address token, address agent);
    error TokenizationMetadataMissing();

    /// @notice Submits the token for approval.
    /// @dev *Caller:* the issuer or an appointed tokenization agent. *Reverts:* as {approve} checks the token, and
    /// {TokenizationMetadataMissing}.
    function submit(AssetId asset, TokenizationRecord calldata record) external;

    /// @notice Enters Tokenized and links the token. *Caller:* restricted (transfer agents), never the proposer.
    /// @dev *Reverts:* {TokenizationTokenUnknown} unless the factory deployed it, {TokenizationOwnerMismatch} unless
    /// the
    /// access manager owns it, {TokenizationCodeMismatch}, {TokenizationDecimalsMismatch}, {TokenizationSupplyNotZero},
    /// {TokenizationGateMissing} unless its compliance asks this lifecycle's gate, {TokenizationAgentMissing} unless
    /// every
    /// stage contract that serves it is its agent, LifecycleTokenTaken, and as ILifecycle.approve.
    function approve(AssetId asset) external;

    /// @notice Record last submitted.
    function recordOf(AssetId asset) external view returns (TokenizationRecord memory);

    /// @notice Contracts that must be agents of every token: issuance, trading, servicing, redemption.
    function requiredAgents() external view returns (address[] memory);
}
