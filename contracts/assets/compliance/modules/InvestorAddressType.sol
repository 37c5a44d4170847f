// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What an investor lists a token for.
enum InvestorAddressType {
    /// The calling wallet.
    WALLET,
    /// The identity of the calling wallet, hence all its wallets.
    ONCHAINID
}
