// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Names the code of the proxies of token suites, by version. The reference authority, that of the suite
/// factory, is where versions are added; others fetch them there. ABI as deployed software knows it.
/// Source: TOKEN-60 to TOKEN-65.
interface ITREXImplementationAuthority {
    /// @notice A version, by semantic versioning.
    struct Version {
        uint8 major;
        uint8 minor;
        uint8 patch;
    }

    /// @notice The code of a suite: token, claim topics, identity registry, identity storage, trusted issuers and
    /// compliance.
    struct TREXContracts {
        address tokenImplementation;
        address ctrImplementation;
        address irImplementation;
        address irsImplementation;
        address tirImplementation;
        address mcImplementation;
    }

    /// @notice A version was added to the reference.
    event TREXVersionAdded(Version indexed version, TREXContracts indexed trex);
    /// @notice A version was fetched from the reference.
    event TREXVersionFetched(Version indexed version, TREXContracts indexed trex);
    /// @notice The authority's proxies run this version from now on.
    event VersionUpdated(Version indexed version);
    /// @notice The authority was deployed.
    event ImplementationAuthoritySet(bool referenceStatus, address trexFactory);
    /// @notice The suite factory changed.
    event TREXFactorySet(address indexed trexFactory);
    /// @notice The authority factory changed.
    event IAFactorySet(address indexed iaFactory);
    /// @notice A token's suite moved to another authority.
    event ImplementationAuthorityChanged(address indexed _token, address indexed _newImplementationAuthority);

    error AuthorityNotReference(address authority);
    error AuthorityIsReference(address authority);
    error AuthorityVersionExists(Version version);
    error AuthorityVersionUnknown(Version version);
    error AuthorityVersionInUse(Version version);
    error AuthorityVersionDiffers(address authority);
    error AuthorityImplementationMissing(address implementation);
    error AuthorityAddressMissing();
    error AuthorityFactoryUnfit(address factory);
    error AuthorityUntrusted(address authority);
    error AuthorityOwnerRequired(address target, address caller);
    error AuthorityNotInCharge(address target, address authority);

    /// @notice Takes a version over from the reference.
    /// @dev *Caller:* anyone; the version is not used by it. *Reverts:* {AuthorityIsReference},
    /// {AuthorityVersionExists}, {AuthorityVersionUnknown}.
    function fetchVersion(Version calldata _version) external;

    /// @notice Sets the suite factory whose authority is the reference.
    /// @param trexFactory A suite factory that uses this authority.
    /// @dev *Caller:* the owner of the reference. *Reverts:* {AuthorityNotReference}, {AuthorityFactoryUnfit}.
    function setTREXFactory(address trexFactory) external;

    /// @notice Sets the factory of further authorities.
    /// @dev *Caller:* the owner of the reference. *Reverts:* {AuthorityNotReference}, {AuthorityAddressMissing}.
    function setIAFactory(address iaFactory) external;

    /// @notice Adds a version, for good.
    /// @param _trex Its code.
    /// @dev *Caller:* the owner of the reference. *Reverts:* {AuthorityNotReference}, {AuthorityVersionExists},
    /// {AuthorityImplementationMissing} for an address without code.
    function addTREXVersion(Version calldata _version, TREXContracts calldata _trex) external;

    /// @notice Adds a version and uses it.
    /// @dev *Caller:* the owner of the reference. *Reverts:* as both.
    function addAndUseTREXVersion(Version calldata _version, TREXContracts calldata _trex) external;

    /// @notice Switches all proxies of this authority to a version, at once.
    /// @dev *Caller:* the owner. *Reverts:* {AuthorityVersionUnknown}, {AuthorityVersionInUse}.
    function useTREXVersion(Version calldata _version) external;

    /// @notice Moves a token, its identity registry and its compliance to another authority; the storage and the shared
    /// registries go with them if they have this authority and the caller owns them. The code stays the same.
    /// @param _token The token.
    /// @param _newImplementationAuthority The reference, an authority of the authority factory, or zero to have one
    /// deployed (from the reference only).
    /// @dev *Caller:* the owner of the three. *Reverts:* {AuthorityAddressMissing}, {AuthorityNotReference},
    /// {AuthorityUntrusted}, {AuthorityVersionDiffers}, {AuthorityOwnerRequired}, {AuthorityNotInCharge}.
    function changeImplementationAuthority(address _token, address _newImplementationAuthority) external;

    /// @notice The version in use; 0.0.0 before there is one.
    function getCurrentVersion() external view returns (Version memory);

    /// @notice The code of a version; zeros if it is unknown.
    function getContracts(Version calldata _version) external view returns (TREXContracts memory);

    /// @notice The suite factory.
    function getTREXFactory() external view returns (address);

    /// @notice Code of tokens.
    function getTokenImplementation() external view returns (address);

    /// @notice Code of claim topics registries.
    function getCTRImplementation() external view returns (address);

    /// @notice Code of identity registries.
    function getIRImplementation() external view returns (address);

    /// @notice Code of identity registry storages.
    function getIRSImplementation() external view returns (address);

    /// @notice Code of trusted issuers registries.
    function getTIRImplementation() external view returns (address);

    /// @notice Code of compliances.
    function getMCImplementation() external view returns (address);

    /// @notice Whether this is the reference authority.
    function isReferenceContract() external view returns (bool);

    /// @notice The reference authority: that of the suite factory.
    function getReferenceContract() external view returns (address);
}
