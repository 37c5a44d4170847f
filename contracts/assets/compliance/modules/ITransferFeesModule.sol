// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";
import {TransferFee} from "./TransferFee.sol";

/// @notice The receiver of a transfer pays a part of it as a fee. Source: COMPLIANCE-34 to COMPLIANCE-36.
interface ITransferFeesModule is IModule {
    event FeeUpdated(address indexed compliance, uint256 _rate, address _collector);
    /// @notice A fee could not be charged: the module is no longer a full agent, or the collector cannot receive.
    event FeeMissed(address indexed compliance, address indexed payer, uint256 fee);

    error FeeRateIsOutOfRange(address compliance, uint256 rate);
    error CollectorAddressIsNotVerified(address compliance, address collector);
    error FeeGasTooLow(uint256 remaining);

    /// @notice Sets the fee. *Caller:* a bound compliance.
    /// @param _rate Ten thousandths of the amount, 0 … 10,000; rounded down to base units.
    /// @param _collector Verified wallet.
    /// @dev *Reverts:* {FeeRateIsOutOfRange}, {CollectorAddressIsNotVerified}.
    function setFee(uint256 _rate, address _collector) external;

    /// @notice The fee.
    function getFee(address _compliance) external view returns (TransferFee memory);
}
