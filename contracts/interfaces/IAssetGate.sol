// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a token's compliance asks the asset's lifecycle before units move. Answers are live, so suspension,
/// default or a lapsed attestation bind every transfer without touching the token. Source: spec/lifecycle.md, LIFE-19.
interface IAssetGate {
    /// @notice Whether holders may move units of `token` among themselves now.
    /// @param token Token linked to an asset; an unlinked token answers false.
    function isTransferOpen(address token) external view returns (bool);

    /// @notice Whether `amount` base units of `token` may be created now.
    /// @param token Token linked to an asset; an unlinked token answers false.
    /// @param amount Base units of the token.
    function canMint(address token, uint256 amount) external view returns (bool);
}
