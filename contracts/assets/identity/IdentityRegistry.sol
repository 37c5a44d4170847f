// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643ClaimTopicsRegistry} from "../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {AgentRole} from "./AgentRole.sol";
import {IIdentityChecks} from "./IIdentityChecks.sol";
import {IIdentityRecords} from "./IIdentityRecords.sol";

/// @notice Who may hold the token. Source: IDENTITY-6 to IDENTITY-10.
contract IdentityRegistry is AgentRole, IIdentityChecks, IERC165 {
    /// @custom:storage-location erc7201:muniment.storage.IdentityRegistry
    struct IdentityRegistryState {
        IERC3643IdentityRegistryStorage identityStorage;
        IERC3643TrustedIssuersRegistry issuersRegistry;
        IERC3643ClaimTopicsRegistry topicsRegistry;
    }

    /// @dev Gas one claim may cost, identity and issuer together. An ONCHAINID claim behind proxies takes about 70,000.
    uint256 private constant CLAIM_GAS = 400_000;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.IdentityRegistry")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant IDENTITY_REGISTRY_SLOT =
        0x14b67e2aa7e510d6481c09d33fbcc40a6be5d98920553902ce72fb7f5bba8b00;

    /// @notice Makes the caller the owner and sets where identities, issuers and topics are found.
    /// @dev *Reverts:* {RegistryAddressMissing}.
    function init(address trustedIssuers, address claimTopics, address identities) external initializer {
        __Ownable_init(_msgSender());
        _setStorage(identities);
        _setIssuers(trustedIssuers);
        _setTopics(claimTopics);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function batchRegisterIdentity(
        address[] calldata wallets,
        IIdentity[] calldata identities,
        uint16[] calldata countries
    ) external onlyAgent {
        if (identities.length != wallets.length) revert RegistryLengthMismatch(wallets.length, identities.length);
        if (countries.length != wallets.length) revert RegistryLengthMismatch(wallets.length, countries.length);
        for (uint256 i; i < wallets.length; ++i) _register(wallets[i], identities[i], countries[i]);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function registerIdentity(address wallet, IIdentity investor, uint16 country) external onlyAgent {
        _register(wallet, investor, country);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function deleteIdentity(address wallet) external onlyAgent {
        IIdentity old = identity(wallet);
        emit IdentityRemoved(wallet, old);
        _state().identityStorage.removeIdentityFromStorage(wallet);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateIdentity(address wallet, IIdentity investor) external onlyAgent {
        IIdentity old = identity(wallet);
        emit IdentityUpdated(old, investor);
        _state().identityStorage.modifyStoredIdentity(wallet, investor);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateCountry(address wallet, uint16 country) external onlyAgent {
        emit CountryUpdated(wallet, country);
        _state().identityStorage.modifyStoredInvestorCountry(wallet, country);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function setIdentityRegistryStorage(address identities) external onlyOwner {
        _setStorage(identities);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function setClaimTopicsRegistry(address claimTopics) external onlyOwner {
        _setTopics(claimTopics);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function setTrustedIssuersRegistry(address trustedIssuers) external onlyOwner {
        _setIssuers(trustedIssuers);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function isVerified(address wallet) external view returns (bool) {
        IdentityRegistryState storage $ = _state();
        IIdentity investor = identity(wallet);
        if (address(investor) == address(0)) return false;

        uint256[] memory topics = $.topicsRegistry.getClaimTopics();
        if (topics.length == 0) return true;
        IERC3643TrustedIssuersRegistry issuers = $.issuersRegistry;
        for (uint256 i; i < topics.length; ++i) {
            if (!_proves(investor, topics[i], issuers.getTrustedIssuersForClaimTopic(topics[i]))) return false;
        }
        return true;
    }

    /// @inheritdoc IIdentityChecks
    function hasValidClaim(IIdentity investor, uint256 topic, IClaimIssuer issuer) external view returns (bool) {
        bytes32 claimId = keccak256(abi.encode(issuer, topic));
        (uint256 claimTopic, , address claimIssuer, bytes memory signature, bytes memory data, ) = investor.getClaim(
            claimId
        );
        if (claimTopic != topic || claimIssuer != address(issuer)) return false;
        return issuer.isClaimValid(investor, topic, signature, data);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function contains(address wallet) external view returns (bool) {
        return address(identity(wallet)) != address(0);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function investorCountry(address wallet) external view returns (uint16) {
        return _state().identityStorage.storedInvestorCountry(wallet);
    }

    /// @inheritdoc IIdentityChecks
    function lastIdentity(address wallet) external view returns (IIdentity) {
        return IIdentityRecords(address(_state().identityStorage)).lastStoredIdentity(wallet);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function identityStorage() external view returns (IERC3643IdentityRegistryStorage) {
        return _state().identityStorage;
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function issuersRegistry() external view returns (IERC3643TrustedIssuersRegistry) {
        return _state().issuersRegistry;
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function topicsRegistry() external view returns (IERC3643ClaimTopicsRegistry) {
        return _state().topicsRegistry;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC3643IdentityRegistry).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function identity(address wallet) public view returns (IIdentity) {
        return _state().identityStorage.storedIdentity(wallet);
    }

    function _register(address wallet, IIdentity investor, uint16 country) private {
        emit IdentityRegistered(wallet, investor);
        _state().identityStorage.addIdentityToStorage(wallet, investor, country);
    }

    function _setStorage(address identities) private {
        if (identities == address(0)) revert RegistryAddressMissing();
        _state().identityStorage = IERC3643IdentityRegistryStorage(identities);
        emit IdentityStorageSet(identities);
    }

    function _setIssuers(address trustedIssuers) private {
        if (trustedIssuers == address(0)) revert RegistryAddressMissing();
        _state().issuersRegistry = IERC3643TrustedIssuersRegistry(trustedIssuers);
        emit TrustedIssuersRegistrySet(trustedIssuers);
    }

    function _setTopics(address claimTopics) private {
        if (claimTopics == address(0)) revert RegistryAddressMissing();
        _state().topicsRegistry = IERC3643ClaimTopicsRegistry(claimTopics);
        emit ClaimTopicsRegistrySet(claimTopics);
    }

    /// @dev All that the identity can do, returning too much included, happens inside the bounded call. A call that
    /// ran dry although it got all of CLAIM_GAS leaves at least a 63rd of it here (EIP-150); less means that the caller
    /// sent too little, and the answer would be his choice.
    function _proves(IIdentity investor, uint256 topic, IClaimIssuer[] memory issuers) private view returns (bool) {
        for (uint256 i; i < issuers.length; ++i) {
            try this.hasValidClaim{gas: CLAIM_GAS}(investor, topic, issuers[i]) returns (bool valid) {
                if (valid) return true;
            } catch {
                if (gasleft() < CLAIM_GAS / 63) revert RegistryGasTooLow();
            }
        }
        return false;
    }

    function _state() private pure returns (IdentityRegistryState storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_REGISTRY_SLOT // ERC-7201 pointer
        }
    }
}
