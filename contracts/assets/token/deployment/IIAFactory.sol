// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Deploys implementation authorities for owners who want to choose their versions themselves. ABI as deployed
/// software knows it. Source: TOKEN-66.
interface IIAFactory {
    /// @notice An authority was deployed.
    event ImplementationAuthorityDeployed(address indexed _ia);

    error AuthorityFactoryCallerUnfit(address expected, address caller);
    error AuthorityFactoryAddressMissing();

    /// @notice Deploys an authority with the caller's version in use and gives it to the owner of a token.
    /// @param _token A token.
    /// @return The authority.
    /// @dev *Caller:* the reference authority. *Reverts:* {AuthorityFactoryCallerUnfit}.
    function deployIA(address _token) external returns (address);

    /// @notice Whether this factory deployed the authority.
    function deployedByFactory(address _ia) external view returns (bool);
}
