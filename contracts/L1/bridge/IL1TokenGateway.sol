// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITokenRelease} from "../../interfaces/ITokenRelease.sol";
import {IPayouts} from "./IPayouts.sol";

/// @notice The gateway of plain ERC-20 tokens on L1, one for each lane. Supported is a token whose balances change by
/// its
/// transfers alone and that moves what it is asked to: what rebases is lost or locked. What takes a fee when it is
/// deposited is credited as it arrived; what takes one from the gateway is not paid out. Source: spec/bridge.md,
/// BRIDGE-14 to BRIDGE-17.
interface IL1TokenGateway is ITokenRelease {
    event TokenPaired(address indexed token, address indexed form, string name, string symbol, uint8 decimals);
    event TokensDeposited(address indexed token, address indexed sender, address indexed recipient, uint256 amount);

    error GatewayTokenUnknown(address token);
    error GatewayTokenPaired(address token);
    error GatewayTokenTextTooLong(uint256 greatest, uint256 actual);
    error GatewayTokenTookMore(address token, uint256 expected, uint256 actual);

    /// @notice Pairs a token with its form on L2, which a message makes.
    /// @param terms Limit and class of the token.
    /// @dev *Caller:* a keeper, who pays for the message. *Reverts:* GatewayTokenPaired, GatewayTokenUnknown for an
    /// address
    /// without code, GatewayTokenTextTooLong, GatewayTermsInvalid, and as {IL1Messenger-sendMessage}. *Source:*
    /// BRIDGE-14.
    function pair(address token, IPayouts.AssetTerms calldata terms) external payable;

    /// @notice Sends the message that makes a form again.
    /// @dev *Caller:* anyone. *Reverts:* GatewayTokenUnknown, and as {IL1Messenger-sendMessage}.
    function announce(address token) external payable;

    /// @notice Deposits units of a token; the wei sent along pay the message, and what is beyond comes back.
    /// @param amount Base units; credited is what arrives.
    /// @param recipient Who gets them on L2.
    /// @return place Place of the message.
    /// @dev *Caller:* a holder with an allowance for the gateway. *Reverts:* GatewayTokenUnknown,
    /// GatewayRecipientInvalid, GatewayAmountZero when nothing arrives, and as {IL1Messenger-sendMessage}.
    /// *Source:* BRIDGE-15.
    function depositToken(address token, uint256 amount, address recipient) external payable returns (uint64 place);

    /// @notice Address of a token's form on L2. *Source:* BRIDGE-14.
    function formOf(address token) external view returns (address);

    /// @notice Whether a token is paired.
    function isPaired(address token) external view returns (bool);

    /// @notice wei that the message of a deposit costs now.
    function depositFee() external view returns (uint256);
}
