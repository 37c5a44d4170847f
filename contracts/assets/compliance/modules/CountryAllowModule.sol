// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {CountrySet, CountrySets} from "./CountrySets.sol";
import {ICountryAllowModule} from "./ICountryAllowModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Units go only to holders of allowed countries. Source: COMPLIANCE-8.
contract CountryAllowModule is AbstractModule, ICountryAllowModule {
    using CountrySets for CountrySet;

    mapping(bytes32 book => CountrySet) private _allowed;

    /// @inheritdoc ICountryAllowModule
    function batchAllowCountries(uint16[] calldata countries) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < countries.length; ++i) {
            if (_allowed[book].add(countries[i])) emit CountryAllowed(msg.sender, countries[i]);
        }
    }

    /// @inheritdoc ICountryAllowModule
    function batchDisallowCountries(uint16[] calldata countries) external {
        bytes32 book = _callerBook();
        for (uint256 i; i < countries.length; ++i) {
            if (_allowed[book].remove(countries[i])) emit CountryUnallowed(msg.sender, countries[i]);
        }
    }

    /// @inheritdoc ICountryAllowModule
    function addAllowedCountry(uint16 country) external {
        if (!_allowed[_callerBook()].add(country)) revert CountryAlreadyAllowed(msg.sender, country);
        emit CountryAllowed(msg.sender, country);
    }

    /// @inheritdoc ICountryAllowModule
    function removeAllowedCountry(uint16 country) external {
        if (!_allowed[_callerBook()].remove(country)) revert CountryNotAllowed(msg.sender, country);
        emit CountryUnallowed(msg.sender, country);
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "CountryAllowModule";
    }

    /// @inheritdoc IRuleModule
    function hooks() external pure returns (uint16) {
        return RuleHooks.TRANSFER | RuleHooks.MINT;
    }

    /// @inheritdoc ICountryAllowModule
    function isCountryAllowed(address compliance, uint16 country) public view returns (bool) {
        return _allowed[_bookOf(compliance)].has(country);
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        return _allowed[book].has(movement.toCountry);
    }
}
