// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IAgentRole} from "../../../interfaces/erc3643/IAgentRole.sol";
import {IClaimIssuer} from "../../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC173} from "../../../interfaces/erc3643/IERC173.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643ClaimTopicsRegistry} from "../../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";
import {IERC3643TrustedIssuersRegistry} from "../../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";
import {IModularCompliance} from "../../compliance/IModularCompliance.sol";
import {IIdentityRecords} from "../../identity/IIdentityRecords.sol";
import {IRwaTokenFactory} from "../IRwaTokenFactory.sol";
import {ClaimTopicsRegistryProxy} from "./ClaimTopicsRegistryProxy.sol";
import {IIdFactory} from "../../../interfaces/erc3643/IIdFactory.sol";
import {ISuiteSalts} from "./ISuiteSalts.sol";
import {ITREXFactory} from "./ITREXFactory.sol";
import {ITREXImplementationAuthority} from "./ITREXImplementationAuthority.sol";
import {IdentityRegistryProxy} from "./IdentityRegistryProxy.sol";
import {IdentityRegistryStorageProxy} from "./IdentityRegistryStorageProxy.sol";
import {ModularComplianceProxy} from "./ModularComplianceProxy.sol";
import {TokenProxy} from "./TokenProxy.sol";
import {TrustedIssuersRegistryProxy} from "./TrustedIssuersRegistryProxy.sol";

/// @notice Deploys token suites behind proxies of an implementation authority. Source: TOKEN-67 to TOKEN-73.
/// @dev Owned directly, not in two steps: a gateway, which cannot accept, must be able to own it again and again.
contract TREXFactory is Ownable, ITREXFactory, ISuiteSalts, IERC165 {
    /// @notice The contracts of one suite.
    struct Suite {
        address token;
        address ir;
        address irs;
        address tir;
        address ctr;
        address mc;
    }

    address private _authority;
    address private _idFactory;
    mapping(address deployer => mapping(string salt => address)) private _tokens;
    mapping(string salt => address) private _latest;

    /// @param implementationAuthority Names the code of the suites.
    /// @param idFactory Deploys identities of tokens; this contract must be one of its token factories.
    constructor(address implementationAuthority, address idFactory) Ownable(msg.sender) {
        _setAuthority(implementationAuthority);
        _setIdFactory(idFactory);
    }

    /// @inheritdoc ITREXFactory
    function setImplementationAuthority(address implementationAuthority) external onlyOwner {
        _setAuthority(implementationAuthority);
    }

    /// @inheritdoc ITREXFactory
    function setIdFactory(address idFactory) external onlyOwner {
        _setIdFactory(idFactory);
    }

    /// @inheritdoc ITREXFactory
    function recoverContractOwnership(address target, address newOwner) external onlyOwner {
        IERC173(target).transferOwnership(newOwner);
    }

    /// @inheritdoc ITREXFactory
    function deployTREXSuite(
        string calldata salt,
        TokenDetails calldata token,
        ClaimDetails calldata claims
    ) external onlyOwner {
        _check(salt, token, claims);
        Suite memory suite = _deploy(keccak256(abi.encode(msg.sender, salt)), token);
        _tokens[msg.sender][salt] = suite.token;
        _latest[salt] = suite.token;
        emit TREXSuiteDeployed(suite.token, suite.ir, suite.irs, suite.tir, suite.ctr, suite.mc, salt);

        _setClaims(suite, claims);
        _setAgents(suite, token);
        _setModules(IModularCompliance(suite.mc), token);
        if (token.ONCHAINID == address(0)) _identify(suite.token, token.owner);
        _handOver(suite, token);
    }

    /// @inheritdoc ITREXFactory
    function getImplementationAuthority() external view returns (address) {
        return _authority;
    }

    /// @inheritdoc ITREXFactory
    function getIdFactory() external view returns (address) {
        return _idFactory;
    }

    /// @inheritdoc ISuiteSalts
    function tokenDeployed(string calldata salt) external view returns (address) {
        return getToken(salt);
    }

    /// @inheritdoc ISuiteSalts
    function tokenDeployedBy(address deployer, string calldata salt) external view returns (address) {
        return _tokens[deployer][salt];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(ITREXFactory).interfaceId || id == type(IERC173).interfaceId || id == type(IERC165).interfaceId;
    }

    /// @inheritdoc ITREXFactory
    function getToken(string calldata salt) public view returns (address) {
        address token = _tokens[owner()][salt];
        return token == address(0) ? _latest[salt] : token;
    }

    function _deploy(bytes32 salt, TokenDetails calldata token) private returns (Suite memory suite) {
        bytes memory authority = abi.encode(_authority);
        suite.tir = _create(salt, type(TrustedIssuersRegistryProxy).creationCode, authority);
        suite.ctr = _create(salt, type(ClaimTopicsRegistryProxy).creationCode, authority);
        suite.mc = _create(salt, type(ModularComplianceProxy).creationCode, authority);
        suite.irs =
            token.irs == address(0)
                ? _create(salt, type(IdentityRegistryStorageProxy).creationCode, authority)
                : token.irs;
        suite.ir = _create(
            salt,
            type(IdentityRegistryProxy).creationCode,
            abi.encode(_authority, suite.tir, suite.ctr, suite.irs)
        );
        suite.token = _createToken(salt, suite, token);
    }

    /// @dev While a token is constructed it cannot prove its owner, so the compliance is bound to its address before.
    function _createToken(
        bytes32 salt,
        Suite memory suite,
        TokenDetails calldata token
    ) private returns (address created) {
        bytes memory code = bytes.concat(
            type(TokenProxy).creationCode,
            abi.encode(_authority, suite.ir, suite.mc, token.name, token.symbol, token.decimals, token.ONCHAINID)
        );
        IModularCompliance(suite.mc).bindToken(Create2.computeAddress(salt, keccak256(code)));
        created = Create2.deploy(0, salt, code);
        emit Deployed(created);
    }

    function _create(bytes32 salt, bytes memory code, bytes memory args) private returns (address created) {
        created = Create2.deploy(0, salt, bytes.concat(code, args));
        emit Deployed(created);
    }

    function _setClaims(Suite memory suite, ClaimDetails calldata claims) private {
        for (uint256 i; i < claims.claimTopics.length; ++i) {
            IERC3643ClaimTopicsRegistry(suite.ctr).addClaimTopic(claims.claimTopics[i]);
        }
        for (uint256 i; i < claims.issuers.length; ++i) {
            IClaimIssuer issuer = IClaimIssuer(claims.issuers[i]);
            IERC3643TrustedIssuersRegistry(suite.tir).addTrustedIssuer(issuer, claims.issuerClaims[i]);
        }
    }

    function _setAgents(Suite memory suite, TokenDetails calldata token) private {
        IIdentityRecords(suite.irs).bindIdentityRegistry(suite.ir);
        IAgentRole(suite.ir).addAgent(suite.token);
        for (uint256 i; i < token.irAgents.length; ++i) IAgentRole(suite.ir).addAgent(token.irAgents[i]);
        for (uint256 i; i < token.tokenAgents.length; ++i) IAgentRole(suite.token).addAgent(token.tokenAgents[i]);
    }

    function _setModules(IModularCompliance compliance, TokenDetails calldata token) private {
        for (uint256 i; i < token.complianceModules.length; ++i) {
            address module = token.complianceModules[i];
            if (!compliance.isModuleBound(module)) compliance.addModule(module);
            if (i >= token.complianceSettings.length || token.complianceSettings[i].length == 0) continue;
            compliance.callModuleFunction(token.complianceSettings[i], module);
        }
    }

    /// @dev The token's address is the salt: no other token factory of the same identity factory can use it first.
    function _identify(address token, address owner_) private {
        string memory salt = Strings.toHexString(token);
        IERC3643(token).setOnchainID(IIdFactory(_idFactory).createTokenIdentity(token, owner_, salt));
    }

    function _handOver(Suite memory suite, TokenDetails calldata token) private {
        IERC173(suite.token).transferOwnership(token.owner);
        IERC173(suite.ir).transferOwnership(token.owner);
        IERC173(suite.tir).transferOwnership(token.owner);
        IERC173(suite.ctr).transferOwnership(token.owner);
        IERC173(suite.mc).transferOwnership(token.owner);
        if (token.irs == address(0)) IERC173(suite.irs).transferOwnership(token.owner);
    }

    function _setAuthority(address implementationAuthority) private {
        if (implementationAuthority.code.length == 0) revert SuiteAuthorityUnfit(implementationAuthority);
        ITREXImplementationAuthority authority = ITREXImplementationAuthority(implementationAuthority);
        if (
            authority.getTokenImplementation() == address(0) ||
            authority.getCTRImplementation() == address(0) ||
            authority.getIRImplementation() == address(0) ||
            authority.getIRSImplementation() == address(0) ||
            authority.getTIRImplementation() == address(0) ||
            authority.getMCImplementation() == address(0)
        ) revert SuiteAuthorityUnfit(implementationAuthority);
        _authority = implementationAuthority;
        emit ImplementationAuthoritySet(implementationAuthority);
    }

    function _setIdFactory(address idFactory) private {
        if (idFactory == address(0)) revert IRwaTokenFactory.FactoryAddressMissing();
        _idFactory = idFactory;
        emit IdFactorySet(idFactory);
    }

    function _check(string calldata salt, TokenDetails calldata token, ClaimDetails calldata claims) private view {
        address used = _tokens[msg.sender][salt];
        if (used != address(0)) revert SuiteSaltUsed(msg.sender, salt, used);
        if (token.owner == address(0)) revert IRwaTokenFactory.FactoryAddressMissing();
        if (claims.issuerClaims.length != claims.issuers.length) {
            revert IRwaTokenFactory.FactoryLengthMismatch(claims.issuers.length, claims.issuerClaims.length);
        }
        if (token.complianceSettings.length > token.complianceModules.length) {
            revert IRwaTokenFactory.FactoryLengthMismatch(
                token.complianceModules.length,
                token.complianceSettings.length
            );
        }
        if (token.irs != address(0) && !_mayShare(token.irs)) {
            revert IRwaTokenFactory.FactoryStorageForbidden(token.irs, msg.sender);
        }
    }

    /// @dev A storage that was given to this factory is at its owner's disposal (TOKEN-72) and asks for nobody else.
    function _mayShare(address identityStorage) private view returns (bool) {
        if (identityStorage.code.length == 0) return false;
        return
            IERC173(identityStorage).owner() == address(this) || IIdentityRecords(identityStorage).isBinder(msg.sender);
    }
}
