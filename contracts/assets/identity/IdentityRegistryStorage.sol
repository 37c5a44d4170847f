// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IERC173} from "../../interfaces/erc3643/IERC173.sol";
import {IERC3643IdentityRegistryStorage} from "../../interfaces/erc3643/IERC3643IdentityRegistryStorage.sol";
import {IIdentity} from "../../interfaces/erc3643/IIdentity.sol";
import {AgentRole} from "./AgentRole.sol";
import {IIdentityRecords} from "./IIdentityRecords.sol";
import {VerificationSource} from "./VerificationSource.sol";

/// @notice Wallets, their identities and countries, shared by the identity registries of several tokens.
/// Source: IDENTITY-3 to IDENTITY-5.
contract IdentityRegistryStorage is AgentRole, VerificationSource, IIdentityRecords, IERC165 {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @notice One wallet, one slot.
    /// @param identity Its identity; kept after removal.
    /// @param country ISO 3166-1 numeric.
    /// @param stored False once removed.
    struct Entry {
        IIdentity identity;
        uint16 country;
        bool stored;
    }

    /// @custom:storage-location erc7201:muniment.storage.IdentityRegistryStorage
    struct IdentityRecordsStorage {
        mapping(address wallet => Entry) entries;
        mapping(address account => bool) binders;
        EnumerableSet.AddressSet registries;
    }

    uint256 private constant MAX_REGISTRIES = 300;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.IdentityRegistryStorage")) - 1))
    // & ~bytes32(uint256(0xff))
    bytes32 private constant IDENTITY_RECORDS_SLOT = 0xe75d3b9a57d90195b4f4c361bb676deede0202c772031abb55acdfeb88dab800;

    /// @notice Makes the caller the owner.
    function init() external initializer {
        __Ownable_init(_msgSender());
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function addIdentityToStorage(address wallet, IIdentity identity, uint16 country) external onlyAgent {
        Entry storage entry = _records().entries[wallet];
        if (wallet == address(0) || address(identity) == address(0)) revert IdentityAddressMissing();
        if (entry.stored) revert IdentityAlreadyStored(wallet);

        entry.identity = identity;
        entry.country = country;
        entry.stored = true;
        emit IdentityStored(wallet, identity);
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function removeIdentityFromStorage(address wallet) external onlyAgent {
        Entry storage entry = _entry(wallet);
        entry.country = 0;
        entry.stored = false;
        emit IdentityUnstored(wallet, entry.identity);
        _advanceEpoch();
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function modifyStoredIdentity(address wallet, IIdentity identity) external onlyAgent {
        if (address(identity) == address(0)) revert IdentityAddressMissing();
        Entry storage entry = _entry(wallet);
        IIdentity old = entry.identity;
        entry.identity = identity;
        emit IdentityModified(old, identity);
        _advanceEpoch();
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function modifyStoredInvestorCountry(address wallet, uint16 country) external onlyAgent {
        _entry(wallet).country = country;
        emit CountryModified(wallet, country);
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function bindIdentityRegistry(address registry) external {
        EnumerableSet.AddressSet storage registries = _records().registries;
        if (!isBinder(_msgSender())) revert BinderRequired(_msgSender());
        if (registry == address(0)) revert IdentityAddressMissing();
        if (registries.length() >= MAX_REGISTRIES) revert RegistriesTooMany(MAX_REGISTRIES);
        if (!registries.add(registry)) revert RegistryAlreadyBound(registry);

        if (!isAgent(registry)) _addAgent(registry);
        emit IdentityRegistryBound(registry);
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function unbindIdentityRegistry(address registry) external onlyOwner {
        if (!_records().registries.remove(registry)) revert RegistryNotBound(registry);

        if (isAgent(registry)) _removeAgent(registry);
        emit IdentityRegistryUnbound(registry);
    }

    /// @inheritdoc IIdentityRecords
    function setBinder(address binder, bool allowed) external onlyOwner {
        if (binder == address(0)) revert IdentityAddressMissing();
        _records().binders[binder] = allowed;
        emit BinderSet(binder, allowed);
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function linkedIdentityRegistries() external view returns (address[] memory) {
        return _records().registries.values();
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function storedIdentity(address wallet) external view returns (IIdentity) {
        Entry storage entry = _records().entries[wallet];
        return entry.stored ? entry.identity : IIdentity(address(0));
    }

    /// @inheritdoc IERC3643IdentityRegistryStorage
    function storedInvestorCountry(address wallet) external view returns (uint16) {
        return _records().entries[wallet].country;
    }

    /// @inheritdoc IIdentityRecords
    function entriesOf(
        address first,
        address second
    ) external view returns (IIdentity, uint16 firstCountry, IIdentity, uint16 secondCountry) {
        mapping(address wallet => Entry) storage entries = _records().entries;
        Entry memory one = entries[first];
        Entry memory two = entries[second];
        IIdentity none = IIdentity(address(0));
        return (one.stored ? one.identity : none, one.country, two.stored ? two.identity : none, two.country);
    }

    /// @inheritdoc IIdentityRecords
    function lastStoredIdentity(address wallet) external view returns (IIdentity) {
        return _records().entries[wallet].identity;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IERC3643IdentityRegistryStorage).interfaceId ||
            id == type(IIdentityRecords).interfaceId ||
            id == type(IERC173).interfaceId ||
            id == type(IERC165).interfaceId;
    }

    /// @inheritdoc IIdentityRecords
    function isBinder(address account) public view returns (bool) {
        return account == owner() || _records().binders[account];
    }

    function _entry(address wallet) private view returns (Entry storage entry) {
        entry = _records().entries[wallet];
        if (!entry.stored) revert IdentityNotStored(wallet);
    }

    function _records() private pure returns (IdentityRecordsStorage storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_RECORDS_SLOT // ERC-7201 pointer
        }
    }
}
