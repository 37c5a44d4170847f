// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Hears what an identity registry changes about wallets: link, unlink, another identity, another country.
interface IWalletListener {
    /// @param wallet The wallet.
    /// @param oldIdentity Identity before; zero: it had none.
    /// @param newIdentity Identity now; zero: it has none any more.
    /// @param oldCountry ISO 3166-1 numeric.
    /// @param newCountry ISO 3166-1 numeric.
    /// @dev *Caller:* the token's identity registry, or the token.
    function walletChanged(
        address wallet,
        address oldIdentity,
        address newIdentity,
        uint16 oldCountry,
        uint16 newCountry
    ) external;
}
