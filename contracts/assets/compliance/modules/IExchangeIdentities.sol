// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Which identities are exchanges, for all compliances that a module serves. Source: COMPLIANCE-30.
interface IExchangeIdentities is IModule {
    event ExchangeIDAdded(address _newExchangeID);
    event ExchangeIDRemoved(address _exchangeID);

    error ONCHAINIDAlreadyTaggedAsExchange(address _exchangeID);
    error ONCHAINIDNotTaggedAsExchange(address _exchangeID);

    /// @notice Tags an identity as an exchange's. *Caller:* the module's owner.
    /// @dev *Reverts:* {ONCHAINIDAlreadyTaggedAsExchange}.
    function addExchangeID(address _exchangeID) external;

    /// @notice Removes the tag. *Caller:* the module's owner. *Reverts:* {ONCHAINIDNotTaggedAsExchange}.
    function removeExchangeID(address _exchangeID) external;

    /// @notice Whether an identity is tagged.
    function isExchangeID(address _exchangeID) external view returns (bool);
}
