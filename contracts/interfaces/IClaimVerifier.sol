// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A claim issuer that can be asked directly whether a subject's claim stands, without a contract of the
/// subject. Trusted issuers registries find out by ERC-165 when such an issuer is added.
interface IClaimVerifier {
    /// @notice Until when the claim stands as things are now: Unix time, seconds; zero: it does not stand.
    /// @param subject The identity, as registered for a wallet; any address.
    /// @param topic Claim topic.
    function claimValidUntil(address subject, uint256 topic) external view returns (uint48);
}
