// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEthRelease} from "../../interfaces/IEthRelease.sol";

/// @notice The gateway of ETH on L1, one for each lane. What deposits bring it holds. Source: spec/bridge.md, BRIDGE-11
/// to
/// BRIDGE-13.
interface IL1EthGateway is IEthRelease {
    error GatewayValueTooLow(uint256 expected, uint256 actual);

    /// @notice Deposits ETH, which the event of its item tells; what was sent beyond it and the fee comes back to the
    /// caller.
    /// @param recipient Who gets it on L2.
    /// @param amount wei
    /// @param gasLimit Gas of the transaction on L2, at least 21,000.
    /// @return place Its place in the lane's queue.
    /// @dev *Caller:* anyone; a contract is its alias on L2, and there is what its recipient refuses. *Reverts:*
    /// GatewayRecipientInvalid for zero, GatewayAmountZero, GatewayValueTooLow, GatewayPaymentRefused, and as
    /// {IMessageQueue-enqueueMint}. *Source:* BRIDGE-11.
    function deposit(address recipient, uint256 amount, uint64 gasLimit) external payable returns (uint64 place);

    /// @notice Pays the queue the fees of all deposits since the last time: what the queue says that is owed, no more.
    /// @dev *Caller:* anyone. *Source:* QUEUE-7.
    function handOverFees() external;
}
