// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC3643ClaimTopicsRegistry} from "./IERC3643ClaimTopicsRegistry.sol";
import {IERC3643IdentityRegistryStorage} from "./IERC3643IdentityRegistryStorage.sol";
import {IERC3643TrustedIssuersRegistry} from "./IERC3643TrustedIssuersRegistry.sol";
import {IIdentity} from "./IIdentity.sol";

/// @notice Who may hold the token: wallets, their identities, and whether these prove the required topics.
/// Source: ERC-3643.
interface IERC3643IdentityRegistry {
    event ClaimTopicsRegistrySet(address indexed claimTopicsRegistry);
    event IdentityStorageSet(address indexed identityStorage);
    event TrustedIssuersRegistrySet(address indexed trustedIssuersRegistry);
    event IdentityRegistered(address indexed investorAddress, IIdentity indexed identity);
    event IdentityRemoved(address indexed investorAddress, IIdentity indexed identity);
    event IdentityUpdated(IIdentity indexed oldIdentity, IIdentity indexed newIdentity);
    event CountryUpdated(address indexed investorAddress, uint16 indexed country);

    /// @notice Registers a wallet. *Caller:* an agent.
    function registerIdentity(address _userAddress, IIdentity _identity, uint16 _country) external;

    /// @notice Registers several wallets. *Caller:* an agent.
    function batchRegisterIdentity(
        address[] calldata _userAddresses,
        IIdentity[] calldata _identities,
        uint16[] calldata _countries
    ) external;

    /// @notice Removes a wallet. *Caller:* an agent.
    function deleteIdentity(address _userAddress) external;

    /// @notice Changes a wallet's country. *Caller:* an agent.
    function updateCountry(address _userAddress, uint16 _country) external;

    /// @notice Changes a wallet's identity. *Caller:* an agent.
    function updateIdentity(address _userAddress, IIdentity _identity) external;

    /// @notice Replaces the storage. *Caller:* the owner.
    function setIdentityRegistryStorage(address _identityRegistryStorage) external;

    /// @notice Replaces the claim topics registry. *Caller:* the owner.
    function setClaimTopicsRegistry(address _claimTopicsRegistry) external;

    /// @notice Replaces the trusted issuers registry. *Caller:* the owner.
    function setTrustedIssuersRegistry(address _trustedIssuersRegistry) external;

    /// @notice Whether a wallet is registered.
    function contains(address _userAddress) external view returns (bool);

    /// @notice Whether a wallet's identity proves every required topic now.
    function isVerified(address _userAddress) external view returns (bool);

    /// @notice The identity of a wallet, or zero.
    function identity(address _userAddress) external view returns (IIdentity);

    /// @notice The country of a wallet, ISO 3166-1 numeric, or zero.
    function investorCountry(address _userAddress) external view returns (uint16);

    /// @notice Where wallets are stored.
    function identityStorage() external view returns (IERC3643IdentityRegistryStorage);

    /// @notice The registry of trusted issuers.
    function issuersRegistry() external view returns (IERC3643TrustedIssuersRegistry);

    /// @notice The registry of required topics.
    function topicsRegistry() external view returns (IERC3643ClaimTopicsRegistry);
}
