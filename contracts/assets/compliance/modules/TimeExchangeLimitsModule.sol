// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {ExchangeIdentities} from "./ExchangeIdentities.sol";
import {IModule} from "./IModule.sol";
import {ITimeExchangeLimitsModule} from "./ITimeExchangeLimitsModule.sol";
import {TimeCounter} from "./TimeCounter.sol";
import {TimeLimit} from "./TimeLimit.sol";
import {TimeLimits, WindowCounter, WindowLimits} from "./TimeLimits.sol";

/// @notice Limits what an investor sends to an exchange within windows of time.
/// Source: COMPLIANCE-30, COMPLIANCE-31, COMPLIANCE-33.
contract TimeExchangeLimitsModule is ExchangeIdentities, ITimeExchangeLimitsModule {
    using TimeLimits for WindowLimits;
    using TimeLimits for WindowCounter;

    mapping(bytes32 book => mapping(address exchange => WindowLimits)) private _limits;
    mapping(bytes32 flow => mapping(uint32 time => WindowCounter)) private _counters;

    /// @inheritdoc ITimeExchangeLimitsModule
    function setExchangeLimit(address exchangeID, TimeLimit calldata limit) external {
        if (!_limits[_callerBook()][exchangeID].set(limit)) {
            revert LimitsArraySizeExceeded(msg.sender, TimeLimits.MAX_LIMITS);
        }
        emit ExchangeLimitUpdated(msg.sender, exchangeID, limit.limitValue, limit.limitTime);
    }

    /// @inheritdoc ITimeExchangeLimitsModule
    function getExchangeLimits(address compliance, address exchangeID) external view returns (TimeLimit[] memory) {
        return _limits[_bookOf(compliance)][exchangeID].list();
    }

    /// @inheritdoc ITimeExchangeLimitsModule
    function getExchangeCounter(
        address compliance,
        address exchangeID,
        address investorID,
        uint32 limitTime
    ) external view returns (TimeCounter memory) {
        return _counters[_flowOf(_bookOf(compliance), exchangeID, investorID)][limitTime].read();
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "TimeExchangeLimitsModule";
    }

    function _count(Movement memory movement, bytes32 book) internal override {
        bytes32 flow = _flowOf(book, movement.toIdentity, movement.fromIdentity);
        _limits[book][movement.toIdentity].count(_counters[flow], movement.amount);
    }

    function _fits(Movement memory movement, bytes32 book) internal view override returns (bool) {
        bytes32 flow = _flowOf(book, movement.toIdentity, movement.fromIdentity);
        return _limits[book][movement.toIdentity].fits(_counters[flow], movement.amount);
    }

    function _flowOf(bytes32 book, address exchange, address investor) private pure returns (bytes32) {
        return keccak256(abi.encode(book, exchange, investor));
    }
}
