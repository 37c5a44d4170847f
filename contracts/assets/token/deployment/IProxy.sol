// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A contract whose code an implementation authority names. ABI as deployed software knows it.
/// Source: TOKEN-61, TOKEN-62.
interface IProxy {
    /// @notice Another authority names this contract's code from now on.
    event ImplementationAuthoritySet(address indexed _implementationAuthority);

    error ProxyAuthorityRequired(address expected, address caller);
    error ProxyAuthorityUnfit(address authority);

    /// @notice Gives this contract to another authority.
    /// @param _newImplementationAuthority An authority that names code for this contract.
    /// @dev *Caller:* the present authority. *Reverts:* {ProxyAuthorityRequired}, {ProxyAuthorityUnfit}.
    function setImplementationAuthority(address _newImplementationAuthority) external;

    /// @notice The authority that names this contract's code.
    function getImplementationAuthority() external view returns (address);
}
