// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice What the gateway of tokens on L1 asks of the one on L2. Source: spec/bridge.md, BRIDGE-14, BRIDGE-17.
interface ITokenArrival is IMessageTarget {
    /// @notice Makes the form of a token.
    /// @param token The token of L1.
    /// @param name As the token says.
    /// @param symbol As the token says.
    /// @param decimals As the token says.
    /// @dev *Caller:* the messenger, for the gateway of tokens on L1. *Reverts:* MessageSenderInvalid. *Source:*
    /// BRIDGE-14.
    function createForm(address token, string calldata name, string calldata symbol, uint8 decimals) external;

    /// @notice Makes units of a form for what was deposited on L1; what the recipient cannot hold goes back.
    /// @param token The token of L1.
    /// @param from Who deposited it on L1.
    /// @param recipient Who gets it on L2.
    /// @param amount Base units.
    /// @dev *Caller:* as createForm. *Reverts:* MessageSenderInvalid, L2GatewayTokenUnknown. *Source:* BRIDGE-16,
    /// BRIDGE-17.
    function arrive(address token, address from, address recipient, uint256 amount) external;
}
