// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice No more units are created than a limit. Source: COMPLIANCE-21.
interface ISupplyLimitModule is IModule {
    event SupplyLimitSet(address _compliance, uint256 _limit);

    /// @notice Sets the limit; zero until set. *Caller:* a bound compliance.
    /// @param _limit Base units.
    function setSupplyLimit(uint256 _limit) external;

    /// @notice The limit, base units.
    function getSupplyLimit(address _compliance) external view returns (uint256);
}
