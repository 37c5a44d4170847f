// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice What the gateway of tokens on L2 asks of the one on L1. Source: spec/bridge.md, BRIDGE-16, BRIDGE-17.
interface ITokenRelease is IMessageTarget {
    /// @notice Pays out units of a token that were burnt on L2, or could not arrive there.
    /// @param token The token of L1.
    /// @param recipient Who gets them.
    /// @param amount Base units.
    /// @dev *Caller:* the messenger, for the gateway of tokens on L2. *Reverts:* MessageSenderInvalid,
    /// GatewayEvidenceMissing, GatewayTokenTookMore.
    function releaseToken(address token, address recipient, uint256 amount) external;
}
