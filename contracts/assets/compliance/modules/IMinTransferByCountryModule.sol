// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Who holds nothing yet must start with a minimum, by country. Source: COMPLIANCE-26.
interface IMinTransferByCountryModule is IModule {
    event MinimumTransferAmountSet(address indexed compliance, uint16 indexed country, uint256 amount);

    /// @notice Sets the least first amount for a country; zero until set. *Caller:* a bound compliance.
    /// @param country ISO 3166-1 numeric.
    /// @param minimumAmount Base units.
    function setMinimumTransferAmount(uint16 country, uint256 minimumAmount) external;

    /// @notice The least first amount for a country, base units.
    function getMinimumTransferAmount(address compliance, uint16 country) external view returns (uint256);
}
