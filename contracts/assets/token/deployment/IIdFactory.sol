// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What a suite factory needs of a factory of identities. ABI as deployed software (ONCHAINID) knows it.
interface IIdFactory {
    /// @notice Deploys the identity contract of a token.
    /// @param _token The token; it has no identity yet.
    /// @param _tokenOwner First management key of the identity.
    /// @param _salt Any text not used before.
    /// @return The identity.
    /// @dev *Caller:* a registered token factory.
    function createTokenIdentity(address _token, address _tokenOwner, string calldata _salt) external returns (address);
}
