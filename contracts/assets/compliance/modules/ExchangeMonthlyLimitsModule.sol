// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {ExchangeIdentities} from "./ExchangeIdentities.sol";
import {IExchangeMonthlyLimitsModule} from "./IExchangeMonthlyLimitsModule.sol";
import {IModule} from "./IModule.sol";
import {TimeLimits, WindowCounter} from "./TimeLimits.sol";

/// @notice Limits what an investor sends to an exchange within 30 days. Source: COMPLIANCE-30 to COMPLIANCE-32.
contract ExchangeMonthlyLimitsModule is ExchangeIdentities, IExchangeMonthlyLimitsModule {
    using TimeLimits for WindowCounter;

    uint256 private constant MONTH = 30 days;

    mapping(bytes32 book => mapping(address exchange => uint256)) private _limits;
    mapping(bytes32 book => mapping(address exchange => mapping(address investor => WindowCounter))) private _counters;

    /// @inheritdoc IExchangeMonthlyLimitsModule
    function setExchangeMonthlyLimit(address exchangeID, uint256 newExchangeMonthlyLimit) external {
        _limits[_callerBook()][exchangeID] = newExchangeMonthlyLimit;
        emit ExchangeMonthlyLimitUpdated(msg.sender, exchangeID, newExchangeMonthlyLimit);
    }

    /// @inheritdoc IExchangeMonthlyLimitsModule
    function getExchangeMonthlyLimit(address compliance, address exchangeID) external view returns (uint256) {
        return _limits[_bookOf(compliance)][exchangeID];
    }

    /// @inheritdoc IExchangeMonthlyLimitsModule
    function getMonthlyCounter(
        address compliance,
        address exchangeID,
        address investorID
    ) external view returns (uint256) {
        return _counters[_bookOf(compliance)][exchangeID][investorID].amount;
    }

    /// @inheritdoc IExchangeMonthlyLimitsModule
    function getMonthlyTimer(
        address compliance,
        address exchangeID,
        address investorID
    ) external view returns (uint256) {
        return _counters[_bookOf(compliance)][exchangeID][investorID].end;
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "ExchangeMonthlyLimitsModule";
    }

    function _count(Movement memory movement, bytes32 book) internal override {
        _counters[book][movement.toIdentity][movement.fromIdentity].add(movement.amount, MONTH);
    }

    function _fits(Movement memory movement, bytes32 book) internal view override returns (bool) {
        uint256 limit = _limits[book][movement.toIdentity];
        return _counters[book][movement.toIdentity][movement.fromIdentity].fits(limit, movement.amount);
    }
}
