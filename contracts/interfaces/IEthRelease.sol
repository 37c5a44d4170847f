// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice What the gateway of ETH on L2 asks of the one on L1. Source: spec/bridge.md, BRIDGE-12.
interface IEthRelease is IMessageTarget {
    /// @notice Pays out ETH that was withdrawn on L2.
    /// @param recipient Who gets it.
    /// @param amount wei
    /// @dev *Caller:* the messenger, for the gateway of ETH on L2. *Reverts:* MessageSenderInvalid,
    /// GatewayEvidenceMissing.
    function release(address recipient, uint256 amount) external;
}
