// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643ClaimTopicsRegistry} from "../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityRegistry} from "../../interfaces/erc3643/IIdentityRegistry.sol";
import {AgentRole} from "./AgentRole.sol";
import {IIdentityChecks} from "./IIdentityChecks.sol";
import {IIdentityRecords} from "./IIdentityRecords.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";
import {ITrustedIssuers} from "./ITrustedIssuers.sol";
import {IWalletListener} from "./IWalletListener.sol";
import {Party} from "./Party.sol";
import {VerificationSource} from "./VerificationSource.sol";

/// @notice Who may hold the token. Source: IDENTITY-6 to IDENTITY-10.
contract IdentityRegistry is AgentRole, VerificationSource, IIdentityChecks, IPartyRegistry, IERC165 {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @custom:storage-location erc7201:muniment.storage.IdentityRegistry
    struct IdentityRegistryState {
        IERC3643IdentityRegistryStorage identityStorage;
        // Whether the storage answers for two wallets at once, and the issuers registry for direct issuers.
        bool readsPairs;
        bool checksDisabled;
        IERC3643TrustedIssuersRegistry issuersRegistry;
        bool readsSources;
        IERC3643ClaimTopicsRegistry topicsRegistry;
        EnumerableSet.AddressSet listeners;
    }

    /// @dev Gas one claim may cost, identity and issuer together. An ONCHAINID claim behind proxies takes about 70,000.
    uint256 private constant CLAIM_GAS = 400_000;
    uint256 private constant MAX_LISTENERS = 16;
    uint256 private constant DIRECT = 1 << 160;

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
        uint16 country = investorCountry(wallet);
        emit IdentityRemoved(wallet, old);
        _state().identityStorage.removeIdentityFromStorage(wallet);
        _tell(wallet, old, IIdentity(address(0)), country, 0);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateIdentity(address wallet, IIdentity investor) external onlyAgent {
        IIdentity old = identity(wallet);
        emit IdentityUpdated(old, investor);
        _state().identityStorage.modifyStoredIdentity(wallet, investor);
        uint16 country = investorCountry(wallet);
        _tell(wallet, old, investor, country, country);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateCountry(address wallet, uint16 country) external onlyAgent {
        uint16 old = investorCountry(wallet);
        emit CountryUpdated(wallet, country);
        _state().identityStorage.modifyStoredInvestorCountry(wallet, country);
        IIdentity investor = identity(wallet);
        _tell(wallet, investor, investor, old, country);
    }

    /// @inheritdoc IIdentityChecks
    function setWalletListener(address listener, bool listening) external onlyOwner {
        EnumerableSet.AddressSet storage listeners = _state().listeners;
        if (listener == address(0)) revert RegistryAddressMissing();
        if (listening && !listeners.contains(listener) && listeners.length() >= MAX_LISTENERS) {
            revert RegistryListenersTooMany(MAX_LISTENERS);
        }
        listening ? listeners.add(listener) : listeners.remove(listener);
        emit WalletListenerSet(listener, listening);
    }

    /// @inheritdoc IIdentityRegistry
    function disableEligibilityChecks() external onlyOwner {
        if (_state().checksDisabled) revert RegistryChecksUnchanged(true);
        _state().checksDisabled = true;
        emit EligibilityChecksDisabled();
    }

    /// @inheritdoc IIdentityRegistry
    function enableEligibilityChecks() external onlyOwner {
        if (!_state().checksDisabled) revert RegistryChecksUnchanged(false);
        _state().checksDisabled = false;
        emit EligibilityChecksEnabled();
        _advanceEpoch();
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

    /// @inheritdoc IPartyRegistry
    function partiesOf(address first, address second) external view returns (Party memory, Party memory) {
        return _partiesOf(first, second);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function isVerified(address wallet) external view returns (bool) {
        (Party memory party, ) = _partiesOf(wallet, address(0));
        return party.verifiedUntil > block.timestamp;
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
            id == type(IIdentityRegistry).interfaceId ||
            id == type(IPartyRegistry).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IIdentityChecks
    function isWalletListener(address account) external view returns (bool) {
        return _state().listeners.contains(account);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function investorCountry(address wallet) public view returns (uint16) {
        return _state().identityStorage.storedInvestorCountry(wallet);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function identity(address wallet) public view returns (IIdentity) {
        return _state().identityStorage.storedIdentity(wallet);
    }

    /// @dev The epoch binds only if all that verifications rest on advances it.
    function _checkSources(address epoch) internal view override {
        IdentityRegistryState storage $ = _state();
        _checkSource(address($.identityStorage), epoch);
        _checkSource(address($.issuersRegistry), epoch);
        _checkSource(address($.topicsRegistry), epoch);
    }

    function _register(address wallet, IIdentity investor, uint16 country) private {
        emit IdentityRegistered(wallet, investor);
        _state().identityStorage.addIdentityToStorage(wallet, investor, country);
        _tell(wallet, IIdentity(address(0)), investor, 0, country);
    }

    function _tell(address wallet, IIdentity old, IIdentity investor, uint16 oldCountry, uint16 country) private {
        EnumerableSet.AddressSet storage listeners = _state().listeners;
        uint256 count = listeners.length();
        for (uint256 i; i < count; ++i) {
            IWalletListener(listeners.pos(i)).walletChanged(
                wallet,
                address(old),
                address(investor),
                oldCountry,
                country
            );
        }
    }

    function _setStorage(address identities) private {
        _replace(identities);
        _state().identityStorage = IERC3643IdentityRegistryStorage(identities);
        _state().readsPairs = ERC165Checker.supportsInterface(identities, type(IIdentityRecords).interfaceId);
        emit IdentityStorageSet(identities);
    }

    function _setIssuers(address trustedIssuers) private {
        _replace(trustedIssuers);
        _state().issuersRegistry = IERC3643TrustedIssuersRegistry(trustedIssuers);
        _state().readsSources = ERC165Checker.supportsInterface(trustedIssuers, type(ITrustedIssuers).interfaceId);
        emit TrustedIssuersRegistrySet(trustedIssuers);
    }

    function _setTopics(address claimTopics) private {
        _replace(claimTopics);
        _state().topicsRegistry = IERC3643ClaimTopicsRegistry(claimTopics);
        emit ClaimTopicsRegistrySet(claimTopics);
    }

    /// @dev What takes the place of a source must be one too.
    function _replace(address component) private {
        if (component == address(0)) revert RegistryAddressMissing();
        if (verificationEpoch() == address(0)) return;
        _checkSource(component, verificationEpoch());
        _advanceEpoch();
    }

    function _partiesOf(address first, address second) private view returns (Party memory one, Party memory two) {
        IdentityRegistryState storage $ = _state();
        (one, two) = _entriesOf($, first, second);
        if ($.checksDisabled) {
            if (first != address(0)) one.verifiedUntil = type(uint48).max;
            if (second != address(0)) two.verifiedUntil = type(uint48).max;
            return (one, two);
        }
        if (one.verifiedUntil == 0 && two.verifiedUntil == 0) return (one, two);
        uint256[] memory topics = $.topicsRegistry.getClaimTopics();
        bool isSame = one.identity == two.identity;
        for (uint256 i; i < topics.length; ++i) {
            uint256[] memory sources = _sourcesFor($, topics[i]);
            _narrow(one, topics[i], sources);
            if (!isSame) _narrow(two, topics[i], sources);
        }
        if (isSame) two.verifiedUntil = one.verifiedUntil;
    }

    /// @dev Ends a party's verification where its proof of a topic ends.
    function _narrow(Party memory party, uint256 topic, uint256[] memory sources) private view {
        if (party.verifiedUntil == 0) return;
        uint48 until = _provenUntil(party.identity, topic, sources);
        if (until < party.verifiedUntil) party.verifiedUntil = until;
    }

    /// @dev All that the identity can do, returning too much included, happens inside the bounded call.
    function _provenUntil(
        address investor,
        uint256 topic,
        uint256[] memory sources
    ) private view returns (uint48 latest) {
        for (uint256 i; i < sources.length; ++i) {
            uint48 until;
            uint256 available = gasleft();
            address source = address(uint160(sources[i]));
            if (sources[i] & DIRECT != 0) {
                until = _askDirectly(source, investor, topic);
            } else {
                try this.hasValidClaim{gas: CLAIM_GAS}(IIdentity(investor), topic, IClaimIssuer(source)) returns (
                    bool valid
                ) {
                    if (valid) return type(uint48).max;
                } catch {
                    _checkGas(available);
                }
            }
            if (until > latest) latest = until;
            if (latest > block.timestamp) return latest;
        }
    }

    /// @dev An issuer that fails, or is gone, vouches for nothing.
    function _askDirectly(address issuer, address subject, uint256 topic) private view returns (uint48) {
        uint256 available = gasleft();
        (bool answered, bytes memory answer) = issuer.staticcall{gas: CLAIM_GAS}(
            abi.encodeCall(IClaimVerifier.claimValidUntil, (subject, topic))
        );
        if (!answered) _checkGas(available);
        if (!answered || answer.length != 32) return 0;
        uint256 until = uint256(bytes32(answer));
        return until <= type(uint48).max ? uint48(until) : 0;
    }

    function _entriesOf(
        IdentityRegistryState storage $,
        address first,
        address second
    ) private view returns (Party memory one, Party memory two) {
        if ($.readsPairs) {
            IIdentity firstIdentity;
            IIdentity secondIdentity;
            (firstIdentity, one.country, secondIdentity, two.country) = IIdentityRecords(address($.identityStorage))
                .entriesOf(first, second);
            (one.identity, two.identity) = (address(firstIdentity), address(secondIdentity));
        } else {
            (one.identity, one.country) = (address(identity(first)), investorCountry(first));
            (two.identity, two.country) = (address(identity(second)), investorCountry(second));
        }
        if (one.identity != address(0)) one.verifiedUntil = type(uint48).max;
        if (two.identity != address(0)) two.verifiedUntil = type(uint48).max;
    }

    function _sourcesFor(
        IdentityRegistryState storage $,
        uint256 topic
    ) private view returns (uint256[] memory sources) {
        if ($.readsSources) return ITrustedIssuers(address($.issuersRegistry)).claimSourcesFor(topic);
        IClaimIssuer[] memory issuers = $.issuersRegistry.getTrustedIssuersForClaimTopic(topic);
        sources = new uint256[](issuers.length);
        for (uint256 i; i < issuers.length; ++i) sources[i] = uint160(address(issuers[i]));
    }

    /// @dev A failure counts only if the call got all of CLAIM_GAS, a 64th of what there was staying here (EIP-150);
    /// after less, the answer would be the choice of who sent too little. What is left after the failure does not tell:
    /// every frame of a nested call leaves a 64th too.
    function _checkGas(uint256 available) private pure {
        if (available < CLAIM_GAS + CLAIM_GAS / 32) revert RegistryGasTooLow();
    }

    function _state() private pure returns (IdentityRegistryState storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_REGISTRY_SLOT // ERC-7201 pointer
        }
    }
}
