// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentityBalances} from "./IIdentityBalances.sol";

/// @notice At most so many identities of a country hold units. Source: COMPLIANCE-43 to COMPLIANCE-46.
interface IInvestorCountryCapModule is IIdentityBalances {
    event CountryCapSet(address indexed compliance, uint16 indexed country, uint256 cap);
    event BypassedIdentityAdded(address indexed compliance, address indexed identity);
    event BypassedIdentityRemoved(address indexed compliance, address indexed identity);

    error IdentityAlreadyBypassed(address compliance, address identity);
    error IdentityNotBypassed(address compliance, address identity);

    /// @notice Sets the most holders of a country; none until set. *Caller:* a bound compliance.
    /// @param country ISO 3166-1 numeric.
    /// @param cap Identities; 2^256 - 1 means no cap.
    function setCountryCap(uint16 country, uint256 cap) external;

    /// @notice Lets an identity become a holder whatever the caps. It still counts. *Caller:* a bound compliance.
    /// @dev *Reverts:* {IdentityAlreadyBypassed}.
    function addBypassedIdentity(address identity) external;

    /// @notice Ends that. *Caller:* a bound compliance. *Reverts:* {IdentityNotBypassed}.
    function removeBypassedIdentity(address identity) external;

    /// @notice The most holders of a country; 2^256 - 1: no cap.
    function getCountryCap(address compliance, uint16 country) external view returns (uint256);

    /// @notice How many identities are counted for a country.
    function getCountryHolderCount(address compliance, uint16 country) external view returns (uint256);

    /// @notice The country a holder is counted for; meaningless for who holds nothing.
    function getCountedCountry(address compliance, address identity) external view returns (uint16);

    /// @notice Whether an identity may become a holder whatever the caps.
    function isBypassedIdentity(address compliance, address identity) external view returns (bool);
}
