// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IL2Messenger} from "../../interfaces/IL2Messenger.sol";
import {IMessageTarget} from "../../interfaces/IMessageTarget.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";

/// @notice What all predeploys are that take messages: they believe one contract of L1. Their code has its address, so
/// that
/// genesis needs no storage. Source: spec/bridge.md, BRIDGE-10.
abstract contract L2Gateway is IMessageTarget {
    IL2Messenger internal constant MESSENGER = IL2Messenger(Predeploys.MESSENGER);

    address internal immutable _counterpart;

    error L2GatewayRecipientInvalid(address recipient);
    error L2GatewayAmountZero();

    /// @dev Reverts unless this is the call of a message of the counterpart.
    modifier onlyCounterpart() {
        _checkCounterpart();
        _;
    }

    /// @param counterpart_ The contract of L1.
    constructor(address counterpart_) {
        _counterpart = counterpart_;
    }

    /// @notice The contract of L1 that this one believes.
    function counterpart() external view returns (address) {
        return _counterpart;
    }

    function _checkCounterpart() private view {
        address sender = msg.sender == Predeploys.MESSENGER ? MESSENGER.sender() : address(0);
        if (sender != _counterpart) revert MessageSenderInvalid(_counterpart, msg.sender, sender);
    }
}
