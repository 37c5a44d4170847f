// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643ClaimTopicsRegistry} from "../../interfaces/erc3643/IERC3643ClaimTopicsRegistry.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {IIdentityRegistry} from "../../interfaces/erc3643/IIdentityRegistry.sol";
import {AgentRole} from "./AgentRole.sol";
import {ClaimReader} from "./ClaimReader.sol";
import {IIdentityChecks} from "./IIdentityChecks.sol";
import {IIdentityRecords} from "./IIdentityRecords.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";
import {ITrustedIssuers} from "./ITrustedIssuers.sol";
import {IWalletListener} from "./IWalletListener.sol";
import {Party} from "./Party.sol";
import {VerificationSource} from "./VerificationSource.sol";

/// @notice Who may hold the token. Source: IDENTITY-6 to IDENTITY-10.
contract IdentityRegistry is AgentRole, VerificationSource, ClaimReader, IIdentityChecks, IPartyRegistry, IERC165 {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @custom:storage-location erc7201:muniment.storage.IdentityRegistry
    struct IdentityRegistryState {
        // Three addresses and their flags in two slots: every transfer reads them.
        address identityStorage;
        uint96 topicsLow;
        address issuersRegistry;
        uint64 topicsHigh;
        // Whether the storage answers for two wallets at once, and the issuers registry for direct issuers.
        bool readsPairs;
        bool readsSources;
        bool checksDisabled;
        EnumerableSet.AddressSet listeners;
    }

    uint256 private constant MAX_LISTENERS = 16;
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
        _storage().removeIdentityFromStorage(wallet);
        _tell(wallet, old, IIdentity(address(0)), country, 0);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateIdentity(address wallet, IIdentity investor) external onlyAgent {
        IIdentity old = identity(wallet);
        emit IdentityUpdated(old, investor);
        _storage().modifyStoredIdentity(wallet, investor);
        uint16 country = investorCountry(wallet);
        _tell(wallet, old, investor, country, country);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function updateCountry(address wallet, uint16 country) external onlyAgent {
        uint16 old = investorCountry(wallet);
        emit CountryUpdated(wallet, country);
        _storage().modifyStoredInvestorCountry(wallet, country);
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

    /// @inheritdoc IPartyRegistry
    function recordsOf(address first, address second) external view returns (Party memory one, Party memory two) {
        (one, two) = _entriesOf(_state(), first, second);
        (one.verifiedUntil, two.verifiedUntil) = (0, 0);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function isVerified(address wallet) external view returns (bool) {
        (Party memory party, ) = _partiesOf(wallet, address(0));
        return party.verifiedUntil > block.timestamp;
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
        return _storage();
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function issuersRegistry() external view returns (IERC3643TrustedIssuersRegistry) {
        return IERC3643TrustedIssuersRegistry(_state().issuersRegistry);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function topicsRegistry() external view returns (IERC3643ClaimTopicsRegistry) {
        return _topicsRegistry();
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
        return _storage().storedInvestorCountry(wallet);
    }

    /// @inheritdoc IERC3643IdentityRegistry
    function identity(address wallet) public view returns (IIdentity) {
        return _storage().storedIdentity(wallet);
    }

    /// @dev The epoch binds only if all that verifications rest on advances it.
    function _checkSources(address epoch) internal view override {
        IdentityRegistryState storage $ = _state();
        _checkSource($.identityStorage, epoch);
        _checkSource($.issuersRegistry, epoch);
        _checkSource(address(_topicsRegistry()), epoch);
    }

    function _register(address wallet, IIdentity investor, uint16 country) private {
        emit IdentityRegistered(wallet, investor);
        _storage().addIdentityToStorage(wallet, investor, country);
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
        _state().identityStorage = identities;
        _state().readsPairs = ERC165Checker.supportsInterface(identities, type(IIdentityRecords).interfaceId);
        emit IdentityStorageSet(identities);
    }

    function _setIssuers(address trustedIssuers) private {
        _replace(trustedIssuers);
        _state().issuersRegistry = trustedIssuers;
        _state().readsSources = ERC165Checker.supportsInterface(trustedIssuers, type(ITrustedIssuers).interfaceId);
        emit TrustedIssuersRegistrySet(trustedIssuers);
    }

    function _setTopics(address claimTopics) private {
        _replace(claimTopics);
        uint160 topics = uint160(claimTopics);
        // The halves of the address, put together again by {_topicsRegistry}.
        (_state().topicsLow, _state().topicsHigh) = (uint96(topics), uint64(topics >> 96));
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
        uint256[] memory topics = _topicsRegistry().getClaimTopics();
        if (one.identity == two.identity) {
            Party memory nobody;
            _narrow(one, nobody, topics);
            two.verifiedUntil = one.verifiedUntil;
        } else {
            _narrow(one, two, topics);
        }
    }

    function _entriesOf(
        IdentityRegistryState storage $,
        address first,
        address second
    ) private view returns (Party memory one, Party memory two) {
        if ($.readsPairs) {
            IIdentity firstIdentity;
            IIdentity secondIdentity;
            (firstIdentity, one.country, secondIdentity, two.country) = IIdentityRecords($.identityStorage).entriesOf(
                first,
                second
            );
            (one.identity, two.identity) = (address(firstIdentity), address(secondIdentity));
        } else {
            (one.identity, one.country) = (address(identity(first)), investorCountry(first));
            (two.identity, two.country) = (address(identity(second)), investorCountry(second));
        }
        if (one.identity != address(0)) one.verifiedUntil = type(uint48).max;
        if (two.identity != address(0)) two.verifiedUntil = type(uint48).max;
    }

    function _sourcesFor(uint256 topic) internal view override returns (uint256[] memory sources) {
        IdentityRegistryState storage $ = _state();
        if ($.readsSources) return ITrustedIssuers($.issuersRegistry).claimSourcesFor(topic);
        IClaimIssuer[] memory issuers = IERC3643TrustedIssuersRegistry($.issuersRegistry)
            .getTrustedIssuersForClaimTopic(topic);
        sources = new uint256[](issuers.length);
        for (uint256 i; i < issuers.length; ++i) sources[i] = uint160(address(issuers[i]));
    }

    function _storage() private view returns (IERC3643IdentityRegistryStorage) {
        return IERC3643IdentityRegistryStorage(_state().identityStorage);
    }

    function _topicsRegistry() private view returns (IERC3643ClaimTopicsRegistry) {
        IdentityRegistryState storage $ = _state();
        return IERC3643ClaimTopicsRegistry(address((uint160($.topicsHigh) << 96) | $.topicsLow));
    }

    function _state() private pure returns (IdentityRegistryState storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_REGISTRY_SLOT // ERC-7201 pointer
        }
    }
}
