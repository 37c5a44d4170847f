// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEthRelease} from "../../interfaces/IEthRelease.sol";
import {IL2EthGateway} from "../../interfaces/IL2EthGateway.sol";
import {L2Gateway} from "./L2Gateway.sol";

/// @notice Implements {IL2EthGateway}. It has no way to send what it holds.
contract L2EthGateway is IL2EthGateway, L2Gateway {
    /// @dev Gas of the release on L1, with that of a recipient.
    uint64 private constant _RELEASE_GAS = 200_000;

    /// @param counterpart_ The gateway of ETH on L1.
    constructor(address counterpart_) L2Gateway(counterpart_) {}

    /// @inheritdoc IL2EthGateway
    function withdraw(address recipient) external payable returns (uint64 place) {
        if (recipient == address(0)) revert L2GatewayRecipientInvalid(recipient);
        if (msg.value == 0) revert L2GatewayAmountZero();
        bytes memory data = abi.encodeCall(IEthRelease.release, (recipient, msg.value));
        place = MESSENGER.sendMessage(_counterpart, _RELEASE_GAS, data);
        emit EthWithdrawn(place, msg.sender, recipient, msg.value);
    }
}
