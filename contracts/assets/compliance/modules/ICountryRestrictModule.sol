// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Units go to no holder of a restricted country. Source: COMPLIANCE-20.
interface ICountryRestrictModule is IModule {
    event AddedRestrictedCountry(address indexed _compliance, uint16 _country);
    event RemovedRestrictedCountry(address indexed _compliance, uint16 _country);

    error CountryAlreadyRestricted(address compliance, uint16 country);
    error CountryNotRestricted(address compliance, uint16 country);
    error CountriesTooMany(uint256 limit, uint256 count);

    /// @notice Restricts countries; those already restricted stay so. *Caller:* a bound compliance.
    /// @param _countries ISO 3166-1 numeric, at most 194.
    /// @dev *Reverts:* {CountriesTooMany}.
    function batchRestrictCountries(uint16[] calldata _countries) external;

    /// @notice Frees countries; those not restricted stay so. *Caller:* a bound compliance.
    /// @param _countries ISO 3166-1 numeric, at most 194.
    /// @dev *Reverts:* {CountriesTooMany}.
    function batchUnrestrictCountries(uint16[] calldata _countries) external;

    /// @notice Restricts a country. *Caller:* a bound compliance. *Reverts:* {CountryAlreadyRestricted}.
    function addCountryRestriction(uint16 _country) external;

    /// @notice Frees a country. *Caller:* a bound compliance. *Reverts:* {CountryNotRestricted}.
    function removeCountryRestriction(uint16 _country) external;

    /// @notice Whether holders of the country may not receive.
    function isCountryRestricted(address _compliance, uint16 _country) external view returns (bool);
}
