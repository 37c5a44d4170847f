// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {CountrySet, CountrySets} from "./CountrySets.sol";
import {ICountryRestrictModule} from "./ICountryRestrictModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Units go to no holder of a restricted country. Source: COMPLIANCE-20.
contract CountryRestrictModule is AbstractModule, ICountryRestrictModule {
    using CountrySets for CountrySet;

    uint256 private constant MAX_BATCH = 194;

    mapping(bytes32 book => CountrySet) private _restricted;

    /// @inheritdoc ICountryRestrictModule
    function batchRestrictCountries(uint16[] calldata countries) external {
        bytes32 book = _callerBook();
        _checkBatch(countries.length);
        for (uint256 i; i < countries.length; ++i) {
            if (_restricted[book].add(countries[i])) emit AddedRestrictedCountry(msg.sender, countries[i]);
        }
    }

    /// @inheritdoc ICountryRestrictModule
    function batchUnrestrictCountries(uint16[] calldata countries) external {
        bytes32 book = _callerBook();
        _checkBatch(countries.length);
        for (uint256 i; i < countries.length; ++i) {
            if (_restricted[book].remove(countries[i])) emit RemovedRestrictedCountry(msg.sender, countries[i]);
        }
    }

    /// @inheritdoc ICountryRestrictModule
    function addCountryRestriction(uint16 country) external {
        if (!_restricted[_callerBook()].add(country)) revert CountryAlreadyRestricted(msg.sender, country);
        emit AddedRestrictedCountry(msg.sender, country);
    }

    /// @inheritdoc ICountryRestrictModule
    function removeCountryRestriction(uint16 country) external {
        if (!_restricted[_callerBook()].remove(country)) revert CountryNotRestricted(msg.sender, country);
        emit RemovedRestrictedCountry(msg.sender, country);
    }

    /// @inheritdoc ICountryRestrictModule
    function isCountryRestricted(address compliance, uint16 country) external view returns (bool) {
        return _restricted[_bookOf(compliance)].has(country);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "CountryRestrictModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT;
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        return !_restricted[book].has(movement.toCountry);
    }

    function _checkBatch(uint256 count) private pure {
        if (count > MAX_BATCH) revert CountriesTooMany(MAX_BATCH, count);
    }
}
