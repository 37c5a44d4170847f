// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IClaimIssuer} from "../../interfaces/erc3643/IClaimIssuer.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IClaimVerifier} from "../../interfaces/IClaimVerifier.sol";
import {IERC3643TrustedIssuersRegistry} from "../../interfaces/erc3643/IERC3643TrustedIssuersRegistry.sol";
import {ITrustedIssuers} from "./ITrustedIssuers.sol";
import {VerificationSource} from "./VerificationSource.sol";

/// @notice The claim issuers trusted, and for which topics. Source: IDENTITY-2.
contract TrustedIssuersRegistry is VerificationSource, ITrustedIssuers, IERC165 {
    using EnumerableSet for EnumerableSet.AddressSet;
    using EnumerableSet for EnumerableSet.UintSet;

    /// @notice Issuers of a topic, with DIRECT set for those that are asked directly. The usual single one is one slot.
    /// @param head The first of them, and their count above bit 248.
    /// @param rest The others, from place 1.
    struct ClaimSources {
        uint256 head;
        mapping(uint256 place => uint256) rest;
    }

    /// @custom:storage-location erc7201:muniment.storage.TrustedIssuersRegistry
    struct TrustedIssuersStorage {
        EnumerableSet.AddressSet issuers;
        mapping(address issuer => EnumerableSet.UintSet) topicsOf;
        mapping(uint256 topic => ClaimSources) sourcesOf;
        mapping(address issuer => bool) direct;
    }

    uint256 private constant MAX_ISSUERS = 50;
    uint256 private constant MAX_TOPICS = 15;
    uint256 private constant DIRECT = 1 << 160;
    uint256 private constant COUNT_SHIFT = 248;
    uint256 private constant SOURCE_MASK = (1 << 161) - 1;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.TrustedIssuersRegistry")) - 1))
    // & ~bytes32(uint256(0xff))
    bytes32 private constant TRUSTED_ISSUERS_SLOT = 0x52433772bcd20763839669e266867d9474a391b69d361dbb27ad4bda3ddf8600;

    /// @notice Makes the caller the owner.
    function init() external initializer {
        __Ownable_init(_msgSender());
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function addTrustedIssuer(IClaimIssuer issuer, uint256[] calldata topics) external onlyOwner {
        EnumerableSet.AddressSet storage issuers = _trustedIssuers().issuers;
        if (address(issuer) == address(0)) revert IssuerMissing();
        if (issuers.length() >= MAX_ISSUERS) revert IssuersTooMany(MAX_ISSUERS);
        if (!issuers.add(address(issuer))) revert IssuerAlreadyTrusted(address(issuer));
        bool direct = ERC165Checker.supportsInterface(address(issuer), type(IClaimVerifier).interfaceId);
        if (direct && _ownEpoch() != address(0)) _checkSource(address(issuer), _ownEpoch());

        _trustedIssuers().direct[address(issuer)] = direct;
        _setTopics(address(issuer), topics);
        emit TrustedIssuerAdded(address(issuer), topics);
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function removeTrustedIssuer(IClaimIssuer issuer) external onlyOwner {
        if (!_trustedIssuers().issuers.remove(address(issuer))) revert IssuerNotTrusted(address(issuer));

        _clearTopics(address(issuer));
        emit TrustedIssuerRemoved(address(issuer));
        _advanceEpoch();
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function updateIssuerClaimTopics(IClaimIssuer issuer, uint256[] calldata topics) external onlyOwner {
        if (!isTrustedIssuer(address(issuer))) revert IssuerNotTrusted(address(issuer));

        _clearTopics(address(issuer));
        _setTopics(address(issuer), topics);
        emit ClaimTopicsUpdated(address(issuer), topics);
        _advanceEpoch();
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function getTrustedIssuers() external view returns (IClaimIssuer[] memory issuers) {
        address[] memory accounts = _trustedIssuers().issuers.values();
        issuers = new IClaimIssuer[](accounts.length);
        for (uint256 i; i < accounts.length; ++i) issuers[i] = IClaimIssuer(accounts[i]);
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function getTrustedIssuersForClaimTopic(uint256 topic) external view returns (IClaimIssuer[] memory issuers) {
        uint256[] memory sources = claimSourcesFor(topic);
        issuers = new IClaimIssuer[](sources.length);
        for (uint256 i; i < sources.length; ++i) issuers[i] = IClaimIssuer(address(uint160(sources[i])));
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function getTrustedIssuerClaimTopics(IClaimIssuer issuer) external view returns (uint256[] memory) {
        if (!isTrustedIssuer(address(issuer))) revert IssuerNotTrusted(address(issuer));
        return _trustedIssuers().topicsOf[address(issuer)].values();
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function hasClaimTopic(address issuer, uint256 topic) external view returns (bool) {
        return _trustedIssuers().topicsOf[issuer].contains(topic);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC3643TrustedIssuersRegistry).interfaceId ||
            id == type(ITrustedIssuers).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IERC3643TrustedIssuersRegistry
    function isTrustedIssuer(address issuer) public view returns (bool) {
        return _trustedIssuers().issuers.contains(issuer);
    }

    /// @inheritdoc ITrustedIssuers
    function claimSourcesFor(uint256 topic) public view returns (uint256[] memory sources) {
        ClaimSources storage list = _trustedIssuers().sourcesOf[topic];
        uint256 head = list.head;
        uint256 count = head >> COUNT_SHIFT;
        sources = new uint256[](count);
        if (count > 0) sources[0] = head & SOURCE_MASK;
        for (uint256 i = 1; i < count; ++i) sources[i] = list.rest[i];
    }

    /// @dev Of the issuers, only those asked directly can say when a claim ended.
    function _checkSources(address epoch) internal view override {
        address[] memory issuers = _trustedIssuers().issuers.values();
        for (uint256 i; i < issuers.length; ++i) {
            if (_trustedIssuers().direct[issuers[i]]) _checkSource(issuers[i], epoch);
        }
    }

    function _sourceOf(address issuer) private view returns (uint256) {
        return uint160(issuer) | (_trustedIssuers().direct[issuer] ? DIRECT : 0);
    }

    function _addSource(ClaimSources storage list, uint256 source) private {
        uint256 count = list.head >> COUNT_SHIFT;
        if (count == 0) list.head = source;
        else list.rest[count] = source;
        list.head = (list.head & SOURCE_MASK) | ((count + 1) << COUNT_SHIFT);
    }

    /// @dev The last one takes its place. It is there: each issuer's topics are known.
    function _removeSource(ClaimSources storage list, uint256 source) private {
        uint256 last = (list.head >> COUNT_SHIFT) - 1;
        uint256 place;
        while ((place == 0 ? list.head & SOURCE_MASK : list.rest[place]) != source) ++place;
        uint256 moved = last == 0 ? 0 : list.rest[last];
        delete list.rest[last];
        uint256 first = place == 0 ? moved : list.head & SOURCE_MASK;
        if (place != 0 && place != last) list.rest[place] = moved;
        list.head = first | (last << COUNT_SHIFT);
    }

    function _setTopics(address issuer, uint256[] calldata topics) private {
        TrustedIssuersStorage storage $ = _trustedIssuers();
        if (topics.length == 0) revert IssuerWithoutTopics(issuer);
        if (topics.length > MAX_TOPICS) revert IssuerTopicsTooMany(MAX_TOPICS, topics.length);
        for (uint256 i; i < topics.length; ++i) {
            if (!$.topicsOf[issuer].add(topics[i])) revert IssuerTopicTwice(issuer, topics[i]);
            _addSource($.sourcesOf[topics[i]], _sourceOf(issuer));
        }
    }

    function _clearTopics(address issuer) private {
        TrustedIssuersStorage storage $ = _trustedIssuers();
        uint256[] memory topics = $.topicsOf[issuer].values();
        for (uint256 i; i < topics.length; ++i) {
            $.topicsOf[issuer].remove(topics[i]);
            _removeSource($.sourcesOf[topics[i]], _sourceOf(issuer));
        }
    }

    function _trustedIssuers() private pure returns (TrustedIssuersStorage storage $) {
        assembly ("memory-safe") {
            $.slot := TRUSTED_ISSUERS_SLOT // ERC-7201 pointer
        }
    }
}
