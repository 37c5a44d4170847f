// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A fee on transfers.
/// @param rate Ten thousandths of the amount, 0 … 10,000.
/// @param collector Wallet that gets it.
struct TransferFee {
    uint256 rate;
    address collector;
}
