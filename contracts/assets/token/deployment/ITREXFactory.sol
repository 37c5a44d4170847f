// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Deploys token suites behind proxies of an implementation authority: token, identity registry, identity
/// storage, trusted issuers, claim topics and compliance. ABI as deployed software knows it.
/// Source: TOKEN-67 to TOKEN-73.
interface ITREXFactory {
    /// @notice A token to deploy.
    /// @param owner Owner of all contracts that are deployed for it.
    /// @param name Its name.
    /// @param symbol Its ticker.
    /// @param decimals 0 … 18.
    /// @param irs Identity storage to share, or zero for a new one.
    /// @param ONCHAINID The token's identity, or zero for a new one.
    /// @param irAgents Agents of the identity registry; the token is one besides.
    /// @param tokenAgents Agents of the token.
    /// @param complianceModules Rule modules; one that is listed again is only set again.
    /// @param complianceSettings Calls that set the modules, one for each in their order; empty, or missing at the end,
    /// where there is nothing to set.
    struct TokenDetails {
        address owner;
        string name;
        string symbol;
        uint8 decimals;
        address irs;
        // solhint-disable-next-line var-name-mixedcase
        address ONCHAINID;
        address[] irAgents;
        address[] tokenAgents;
        address[] complianceModules;
        bytes[] complianceSettings;
    }

    /// @notice What holders must prove, and to whom.
    /// @param claimTopics Required topics.
    /// @param issuers Trusted issuers.
    /// @param issuerClaims For each of them, the topics it is trusted for.
    struct ClaimDetails {
        uint256[] claimTopics;
        address[] issuers;
        uint256[][] issuerClaims;
    }

    /// @notice A contract was deployed.
    event Deployed(address indexed _addr);
    /// @notice The factory of identities changed.
    event IdFactorySet(address _idFactory);
    /// @notice The authority of later suites changed.
    event ImplementationAuthoritySet(address _implementationAuthority);
    /// @notice A suite was deployed.
    event TREXSuiteDeployed(
        address indexed _token,
        address _ir,
        address _irs,
        address _tir,
        address _ctr,
        address _mc,
        string indexed _salt
    );

    error SuiteSaltUsed(address deployer, string salt, address token);
    error SuiteAuthorityUnfit(address authority);

    /// @notice Sets the authority that names the code of suites deployed later.
    /// @dev *Caller:* the owner. *Reverts:* {SuiteAuthorityUnfit} unless it names six pieces of code.
    function setImplementationAuthority(address _implementationAuthority) external;

    /// @notice Sets the factory of token identities.
    /// @dev *Caller:* the owner. *Reverts:* FactoryAddressMissing.
    function setIdFactory(address _idFactory) external;

    /// @notice Deploys a suite and hands it to its owner completely.
    /// @param _salt Any text that the caller has not used before here; other callers' salts are others.
    /// @dev *Caller:* the owner. *Reverts:* {SuiteSaltUsed}, FactoryAddressMissing, FactoryLengthMismatch,
    /// FactoryStorageForbidden.
    function deployTREXSuite(
        string calldata _salt,
        TokenDetails calldata _tokenDetails,
        ClaimDetails calldata _claimDetails
    ) external;

    /// @notice Gives away a contract that this factory owns.
    /// @dev *Caller:* the owner.
    function recoverContractOwnership(address _contract, address _newOwner) external;

    /// @notice The authority of suites deployed now.
    function getImplementationAuthority() external view returns (address);

    /// @notice The factory of token identities.
    function getIdFactory() external view returns (address);

    /// @notice The token that the present owner deployed with a salt, or else the last one deployed with it, or zero.
    function getToken(string calldata _salt) external view returns (address);
}
