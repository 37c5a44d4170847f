// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {ModularCompliance} from "../compliance/ModularCompliance.sol";
import {IdentityRegistry} from "../identity/IdentityRegistry.sol";
import {IIdentityRecords} from "../identity/IIdentityRecords.sol";
import {IRwaTokenFactory} from "./IRwaTokenFactory.sol";
import {RwaToken} from "./RwaToken.sol";
import {SuiteDetails} from "./SuiteDetails.sol";

/// @notice Deploys a token with its identity registry and compliance. Source: TOKEN-28 to TOKEN-31.
contract RwaTokenFactory is IRwaTokenFactory {
    /// @inheritdoc IRwaTokenFactory
    address public immutable tokenImplementation;
    /// @inheritdoc IRwaTokenFactory
    address public immutable identityRegistryImplementation;
    /// @inheritdoc IRwaTokenFactory
    address public immutable complianceImplementation;

    mapping(address token => bool) private _suites;

    constructor(address token, address identityRegistry, address compliance) {
        if (token.code.length == 0 || identityRegistry.code.length == 0 || compliance.code.length == 0) {
            revert FactoryAddressMissing();
        }
        tokenImplementation = token;
        identityRegistryImplementation = identityRegistry;
        complianceImplementation = compliance;
    }

    /// @inheritdoc IRwaTokenFactory
    function deploySuite(
        SuiteDetails calldata details
    ) external returns (address token, address identityRegistry, address compliance) {
        _check(details);
        bytes32 salt = _saltOf(msg.sender, details.salt);
        token = Clones.cloneDeterministic(tokenImplementation, salt);
        identityRegistry = Clones.cloneDeterministic(identityRegistryImplementation, salt);
        compliance = Clones.cloneDeterministic(complianceImplementation, salt);
        _suites[token] = true;
        emit SuiteDeployed(token, details.owner, msg.sender, identityRegistry, compliance, details.salt);

        _setUpRegistry(IdentityRegistry(identityRegistry), token, details);
        ModularCompliance(compliance).init();
        ModularCompliance(compliance).bindToken(token);
        _setUpToken(RwaToken(token), identityRegistry, compliance, details);
        _setUpCompliance(ModularCompliance(compliance), details);
    }

    /// @inheritdoc IRwaTokenFactory
    function suiteAddresses(
        address deployer,
        bytes32 salt
    ) external view returns (address token, address identityRegistry, address compliance) {
        bytes32 bound = _saltOf(deployer, salt);
        token = Clones.predictDeterministicAddress(tokenImplementation, bound);
        identityRegistry = Clones.predictDeterministicAddress(identityRegistryImplementation, bound);
        compliance = Clones.predictDeterministicAddress(complianceImplementation, bound);
    }

    /// @inheritdoc IRwaTokenFactory
    function isSuite(address token) external view returns (bool) {
        return _suites[token];
    }

    function _setUpRegistry(IdentityRegistry registry, address token, SuiteDetails calldata details) private {
        registry.init(details.trustedIssuers, details.claimTopics, details.identityStorage);
        registry.addAgent(token);
        registry.setWalletListener(token, true);
        for (uint256 i; i < details.identityAgents.length; ++i) registry.addAgent(details.identityAgents[i]);
        registry.transferOwnership(details.owner);
        IERC3643IdentityRegistryStorage(details.identityStorage).bindIdentityRegistry(address(registry));
    }

    function _setUpCompliance(ModularCompliance compliance, SuiteDetails calldata details) private {
        for (uint256 i; i < details.modules.length; ++i) {
            compliance.addAndSetModule(details.modules[i], details.moduleSettings[i]);
        }
        compliance.transferOwnership(details.owner);
    }

    function _setUpToken(
        RwaToken token,
        address identityRegistry,
        address compliance,
        SuiteDetails calldata details
    ) private {
        token.init(identityRegistry, compliance, details.name, details.symbol, details.decimals, details.onchainID);
        for (uint256 i; i < details.tokenAgents.length; ++i) {
            token.addAgent(details.tokenAgents[i]);
            token.setAgentRestrictions(details.tokenAgents[i], details.restrictions[i]);
        }
        if (details.unpaused) {
            token.addAgent(address(this));
            token.unpause();
            token.removeAgent(address(this));
        }
        token.transferOwnership(details.owner);
    }

    /// @dev Whoever binds a registry writes into a storage that others rely on, so the caller needs the right himself.
    function _check(SuiteDetails calldata details) private view {
        if (details.owner == address(0) || details.identityStorage == address(0)) revert FactoryAddressMissing();
        if (details.moduleSettings.length != details.modules.length) {
            revert FactoryLengthMismatch(details.modules.length, details.moduleSettings.length);
        }
        if (details.restrictions.length != details.tokenAgents.length) {
            revert FactoryLengthMismatch(details.tokenAgents.length, details.restrictions.length);
        }
        if (!IIdentityRecords(details.identityStorage).isBinder(msg.sender)) {
            revert FactoryStorageForbidden(details.identityStorage, msg.sender);
        }
    }

    function _saltOf(address deployer, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(deployer, salt));
    }
}
