// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An identity whose code is chosen by an implementation authority. Source: ONCHAINID ABI.
interface IIdentityProxy {
    error IdentityProxyAuthorityHasNoCode(address authority);

    /// @notice Where the proxy learns its code, at every call.
    function implementationAuthority() external view returns (address);
}
