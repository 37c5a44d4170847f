// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {AbstractModule} from "./AbstractModule.sol";
import {ICountryAllowModule} from "./ICountryAllowModule.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";
import {RuleHooks} from "./RuleHooks.sol";

/// @notice Units go only to holders of allowed countries. Source: COMPLIANCE-8.
contract CountryAllowModule is AbstractModule, ICountryAllowModule {
    mapping(bytes32 book => mapping(uint16 country => bool)) private _allowed;

    /// @inheritdoc ICountryAllowModule
    function batchAllowCountries(uint16[] calldata countries) external onlyBoundCompliance {
        for (uint256 i; i < countries.length; ++i) {
            if (!isCountryAllowed(msg.sender, countries[i])) _allow(countries[i]);
        }
    }

    /// @inheritdoc ICountryAllowModule
    function batchDisallowCountries(uint16[] calldata countries) external onlyBoundCompliance {
        for (uint256 i; i < countries.length; ++i) {
            if (isCountryAllowed(msg.sender, countries[i])) _disallow(countries[i]);
        }
    }

    /// @inheritdoc ICountryAllowModule
    function addAllowedCountry(uint16 country) external onlyBoundCompliance {
        if (isCountryAllowed(msg.sender, country)) revert CountryAlreadyAllowed(msg.sender, country);
        _allow(country);
    }

    /// @inheritdoc ICountryAllowModule
    function removeAllowedCountry(uint16 country) external onlyBoundCompliance {
        if (!isCountryAllowed(msg.sender, country)) revert CountryNotAllowed(msg.sender, country);
        _disallow(country);
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
        return _allowed[_bookOf(compliance)][country];
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        return _allowed[book][movement.toCountry];
    }

    function _allow(uint16 country) private {
        _allowed[_bookOf(msg.sender)][country] = true;
        emit CountryAllowed(msg.sender, country);
    }

    function _disallow(uint16 country) private {
        _allowed[_bookOf(msg.sender)][country] = false;
        emit CountryUnallowed(msg.sender, country);
    }
}
