// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AbstractModule} from "./AbstractModule.sol";
import {ICountryAllowModule} from "./ICountryAllowModule.sol";
import {IModule} from "./IModule.sol";

/// @notice Units go only to holders of allowed countries. Source: COMPLIANCE-8.
contract CountryAllowModule is AbstractModule, ICountryAllowModule {
    mapping(address compliance => mapping(uint256 epoch => mapping(uint16 country => bool))) private _allowed;

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
    function moduleCheck(address, address to, uint256, address compliance) external view returns (bool) {
        return to == address(0) || isCountryAllowed(compliance, _registry(compliance).investorCountry(to));
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "CountryAllowModule";
    }

    /// @inheritdoc ICountryAllowModule
    function isCountryAllowed(address compliance, uint16 country) public view returns (bool) {
        return _allowed[compliance][_epoch(compliance)][country];
    }

    function _allow(uint16 country) private {
        _allowed[msg.sender][_epoch(msg.sender)][country] = true;
        emit CountryAllowed(msg.sender, country);
    }

    function _disallow(uint16 country) private {
        _allowed[msg.sender][_epoch(msg.sender)][country] = false;
        emit CountryUnallowed(msg.sender, country);
    }
}
