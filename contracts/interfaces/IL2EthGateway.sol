// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The gateway of ETH on L2, a predeploy. Source: spec/bridge.md, BRIDGE-12.
interface IL2EthGateway {
    event EthWithdrawn(uint64 indexed place, address indexed sender, address indexed recipient, uint256 amount);

    /// @notice Withdraws the wei sent along: they stay here for ever, and as many are paid out on L1.
    /// @param recipient Who gets them on L1.
    /// @return place Place of the message.
    /// @dev *Caller:* anyone. *Reverts:* L2GatewayRecipientInvalid for zero, L2GatewayAmountZero.
    function withdraw(address recipient) external payable returns (uint64 place);
}
