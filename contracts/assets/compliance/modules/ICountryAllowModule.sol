// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Units go only to holders of allowed countries. Source: COMPLIANCE-8.
interface ICountryAllowModule is IModule {
    event CountryAllowed(address _compliance, uint16 _country);
    event CountryUnallowed(address _compliance, uint16 _country);

    error CountryAlreadyAllowed(address compliance, uint16 country);
    error CountryNotAllowed(address compliance, uint16 country);

    /// @notice Allows countries; those already allowed stay so. *Caller:* a bound compliance.
    /// @param _countries ISO 3166-1 numeric.
    function batchAllowCountries(uint16[] calldata _countries) external;

    /// @notice Disallows countries; those not allowed stay so. *Caller:* a bound compliance.
    function batchDisallowCountries(uint16[] calldata _countries) external;

    /// @notice Allows a country. *Caller:* a bound compliance. *Reverts:* {CountryAlreadyAllowed}.
    function addAllowedCountry(uint16 _country) external;

    /// @notice Disallows a country. *Caller:* a bound compliance. *Reverts:* {CountryNotAllowed}.
    function removeAllowedCountry(uint16 _country) external;

    /// @notice Whether holders of the country may receive.
    function isCountryAllowed(address _compliance, uint16 _country) external view returns (bool);
}
