// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMessageTarget} from "./IMessageTarget.sol";

/// @notice What the gateway of permissioned tokens on L1 asks of the one on L2. Source: spec/bridge.md, BRIDGE-20 to
/// BRIDGE-22.
interface IUnitArrival is IMessageTarget {
    /// @notice Pairs a token with its form on L1.
    /// @param token The token of L2.
    /// @param form The form on L1.
    /// @param source Where its distributions are paid; the zero address: none are bridged.
    /// @dev *Caller:* the messenger, for the gateway of permissioned tokens on L1. *Reverts:* MessageSenderInvalid.
    function pairUnits(address token, address form, address source) external;

    /// @notice Gives locked units back for units that were burnt on L1.
    /// @param from Who sent them on L1.
    /// @param recipient Who gets them; what it may not hold is held for its identity.
    /// @param amount Base units.
    /// @dev *Caller:* as pairUnits. *Reverts:* MessageSenderInvalid, L2PermissionedTokenUnknown.
    /// *Source:* BRIDGE-20, BRIDGE-22.
    function arriveUnits(address token, address from, address recipient, uint256 amount) external;
}
