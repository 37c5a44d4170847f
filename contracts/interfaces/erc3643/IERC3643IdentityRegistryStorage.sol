// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "./IIdentity.sol";

/// @notice Wallets, their identities and countries, shared by identity registries. Source: ERC-3643.
interface IERC3643IdentityRegistryStorage {
    event IdentityStored(address indexed investorAddress, IIdentity indexed identity);
    event IdentityUnstored(address indexed investorAddress, IIdentity indexed identity);
    event IdentityModified(IIdentity indexed oldIdentity, IIdentity indexed newIdentity);
    event CountryModified(address indexed investorAddress, uint16 indexed country);
    event IdentityRegistryBound(address indexed identityRegistry);
    event IdentityRegistryUnbound(address indexed identityRegistry);

    /// @notice Stores a wallet. *Caller:* an agent.
    function addIdentityToStorage(address _userAddress, IIdentity _identity, uint16 _country) external;

    /// @notice Removes a wallet. *Caller:* an agent.
    function removeIdentityFromStorage(address _userAddress) external;

    /// @notice Changes a wallet's country. *Caller:* an agent.
    function modifyStoredInvestorCountry(address _userAddress, uint16 _country) external;

    /// @notice Changes a wallet's identity. *Caller:* an agent.
    function modifyStoredIdentity(address _userAddress, IIdentity _identity) external;

    /// @notice Lets an identity registry write here, as an agent.
    function bindIdentityRegistry(address _identityRegistry) external;

    /// @notice Ends that.
    function unbindIdentityRegistry(address _identityRegistry) external;

    /// @notice All bound identity registries.
    function linkedIdentityRegistries() external view returns (address[] memory);

    /// @notice The identity of a wallet, or zero.
    function storedIdentity(address _userAddress) external view returns (IIdentity);

    /// @notice The country of a wallet, ISO 3166-1 numeric, or zero.
    function storedInvestorCountry(address _userAddress) external view returns (uint16);
}
