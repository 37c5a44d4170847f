// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A change of what the registry says of a wallet.
/// @param token The token the rules serve.
/// @param wallet The wallet.
/// @param balance What it holds, base units.
/// @param oldIdentity Identity before; zero: the wallet is being linked.
/// @param newIdentity Identity now; zero: the wallet is being unlinked.
/// @param oldCountry ISO 3166-1 numeric.
/// @param newCountry ISO 3166-1 numeric.
struct WalletChange {
    address token;
    address wallet;
    uint256 balance;
    address oldIdentity;
    address newIdentity;
    uint16 oldCountry;
    uint16 newCountry;
}
